import { type Instant, instant, later, minutes } from '@cubby/kit/clock'
import { uuidOf } from '@cubby/kit/ids'
import { anId } from '@cubby/testing/kernel/builders'
import { describe, expect, test } from 'vitest'
import { toldLockerSummary } from './locker-rows.ts'

const now = instant(1_795_350_000_000)
const ago = (count: number) => later(now, minutes(-count))

const linkOf = (lastSeen: Instant | null, forkSeen: Instant | null) =>
  toldLockerSummary(
    {
      id: uuidOf(anId('lck', 1)),
      location_id: uuidOf(anId('loc', 1)),
      place: 'Station',
      address: { line1: 'Square 1', line2: null, postCode: '10115', city: 'Berlin', country: 'DE' },
      latitude: 52.5,
      longitude: 13.4,
      name: 'One',
      cells: 0,
      layout_version: 1,
      created_at: ago(1_000),
      enrolled_at: ago(900),
      device_version: '0.1.0',
      last_seen_at: lastSeen,
      fork_seen_at: forkSeen,
      service: 'in-service',
      service_since: null,
      service_reason: null,
      model_id: null,
      model_version: null,
    },
    now,
  ).link

describe('the link of a locker', () => {
  test('is what was last heard of it', () => {
    expect(linkOf(null, null)).toBe('never')
    expect(linkOf(ago(1), null)).toBe('online')
    expect(linkOf(ago(4), null)).toBe('silent')
  })

  test('is forked while a machine with another story keeps coming back, as it does every few minutes', () => {
    expect(linkOf(ago(1), ago(6))).toBe('forked')
  })

  test('is whole again when the other machine has stayed away', () => {
    expect(linkOf(ago(1), ago(16))).toBe('online')
  })
})
