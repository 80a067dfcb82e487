import type { EntryBody } from '@cubby/domain/journal/entries'
import { evolveFaults } from '@cubby/domain/kernel/faults'
import type { LockerState } from '@cubby/domain/kernel/state'
import { AppError } from '@cubby/kit/app-error'
import { instant, minutes, seconds } from '@cubby/kit/clock'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import { describe, expect, test } from 'vitest'
import { edgeLogger } from '../logger.ts'
import { Faults } from './faults.ts'

const paperOut = { code: 'printer/paper-out', detail: 'no paper' }
const gone = { code: 'printer/not-there', detail: 'no port' }

function aMachine() {
  const clock = new VirtualClock(instant(0))
  const told: string[] = []
  let faults: LockerState['faults']
  let isFull = false
  const record = (bodies: readonly EntryBody[]) => {
    if (isFull) throw new AppError('journal/disk-full', 'full')
    for (const body of bodies) {
      if (body.type !== 'device.fault' && body.type !== 'device.recovered') continue
      told.push(`${body.type === 'device.fault' ? '-' : '+'} ${body.part} ${body.code}`)
      faults = evolveFaults(faults, clock.now(), body)
    }
  }
  const log = edgeLogger({ level: 'silent' })
  const another = () => new Faults({ clock, log, record, state: () => ({ faults }) })
  const fill = (full: boolean) => void (isFull = full)
  return { clock, told, another, fill, faults: another(), state: () => faults }
}

describe('a fault of a device', () => {
  test('is told once when it begins and once when it has ended for a while', async () => {
    const { clock, told, faults } = aMachine()
    faults.tell('printer', null)
    for (let i = 0; i < 5; i++) faults.tell('printer', paperOut)
    expect(told).toEqual(['- printer printer/paper-out'])
    faults.tell('printer', null)
    await clock.advance(seconds(59))
    expect(told).toHaveLength(1)
    await clock.advance(seconds(2))
    expect(told).toEqual(['- printer printer/paper-out', '+ printer printer/paper-out'])
  })

  test('that comes and goes is one fault', async () => {
    const { clock, told, faults } = aMachine()
    for (let i = 0; i < 100; i++) {
      faults.tell('printer', gone)
      await clock.advance(seconds(10))
      faults.tell('printer', null)
      await clock.advance(seconds(10))
    }
    expect(told).toEqual(['- printer printer/not-there'])
  })

  test('of another kind ends the first', async () => {
    const { clock, told, faults } = aMachine()
    faults.tell('printer', gone)
    faults.tell('printer', paperOut)
    await clock.advance(minutes(2))
    expect(told).toEqual([
      '- printer printer/not-there',
      '- printer printer/paper-out',
      '+ printer printer/not-there',
    ])
  })

  test('in one respect is not ended by another respect', async () => {
    const { clock, told, faults } = aMachine()
    const low = (detail: string) => ({ code: 'sensor/too-low', detail })
    faults.tell('sensor air', low('temperature'), 'temperature')
    faults.tell('sensor air', low('humidity'), 'humidity')
    faults.tell('sensor air', null, 'temperature')
    await clock.advance(minutes(2))
    expect(told).toEqual(['- sensor air sensor/too-low'])
    faults.tell('sensor air', null, 'humidity')
    await clock.advance(minutes(2))
    expect(told).toHaveLength(2)
  })

  test('outlives a start, is not told again, and ends in the next life', async () => {
    const { clock, told, faults, another } = aMachine()
    faults.tell('printer', paperOut)
    faults[Symbol.dispose]()
    const next = another()
    next.tell('printer', paperOut)
    expect(told).toHaveLength(1)
    next.tell('printer', null)
    await clock.advance(minutes(2))
    expect(told.at(-1)).toBe('+ printer printer/paper-out')
  })

  test('ends with the device when that is taken away on purpose', () => {
    const { told, faults, state } = aMachine()
    faults.tell('scanner front', { code: 'scanner/not-there', detail: '' })
    faults.tell('scanner back', { code: 'scanner/not-there', detail: '' })
    faults.keepOnly('scanner ', ['scanner back'])
    expect(told.at(-1)).toBe('+ scanner front scanner/not-there')
    expect(Object.keys(state() ?? {})).toEqual(['scanner back|scanner/not-there'])
  })

  test('that a full disk did not take is told when it is looked at again', () => {
    const { told, faults, fill } = aMachine()
    fill(true)
    faults.tell('printer', gone)
    expect(told).toEqual([])
    fill(false)
    faults.tell('printer', gone)
    expect(told).toEqual(['- printer printer/not-there'])
  })
})
