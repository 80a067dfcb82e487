import { messageKinds } from '@cubby/domain/processes/process'
import { instant, isoTime } from '@cubby/kit/clock'
import { describe, expect, test } from 'vitest'
import { isStillTrue } from './still-true.ts'

const dueAt = instant(Date.UTC(2026, 2, 8))

describe('a message', () => {
  test.each([
    ['shipment.ready', 'ready', true],
    ['shipment.ready', 'collected', false],
    ['shipment.ready', 'withdrawn', false],
    ['shipment.ready', 'cancelled', false],
    ['shipment.reminder', 'collected', false],
    ['shipment.expired', 'overdue', true],
    ['shipment.expired', 'ready', false],
    ['shipment.expired', 'collected', false],
    ['shipment.extended', 'collected', false],
    ['shipment.cancelled', 'collected', false],
    ['shipment.cancelled', 'cancelled', true],
  ] as const)('%s about a shipment that is %s: %s', (kind, status, isTrue) => {
    expect(isStillTrue(kind, { status, dueAt }, {})).toBe(isTrue)
  })

  test.each(messageKinds)('%s is never told once everything was collected', (kind) => {
    expect(isStillTrue(kind, { status: 'collected', dueAt }, {})).toBe(false)
  })

  test('about an end of storage is not told once that end has moved', () => {
    const about = { dueAt: isoTime(dueAt) }
    const moved = instant(dueAt + 86_400_000)
    expect(isStillTrue('shipment.reminder', { status: 'ready', dueAt }, about)).toBe(true)
    expect(isStillTrue('shipment.reminder', { status: 'ready', dueAt: moved }, about)).toBe(false)
  })
})
