import type { EntryBody } from '@cubby/domain/journal/entries'
import { memoryLinePair } from '@cubby/drivers/lines/memory-line'
import type { CodePage } from '@cubby/drivers/printers/code-page'
import { EmulatedPrinter } from '@cubby/drivers/printers/emulated-printer'
import { instant, minutes, seconds } from '@cubby/kit/clock'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import { cellOpened, edgeWorld } from '@cubby/testing/edge/edge-world'
import { describe, expect, test } from 'vitest'
import { edgeLogger } from '../../logger.ts'
import { Faults } from '../faults.ts'
import { PrinterKeeper } from './printer-keeper.ts'
import { slipOf } from './slip.ts'

const place = { name: 'Dworzec Główny', city: 'Łódź', timeZone: 'Europe/Warsaw' }
const deposits = [
  { door: '12', labels: ['JD0146', 'JD0147'] },
  { door: '3', labels: ['00340123450000000018'] },
]
const now = instant(Date.parse('2026-03-02T08:05:00Z'))

async function aPrinter(codePage: CodePage = 'windows-1252') {
  const clock = new VirtualClock(now)
  const pair = memoryLinePair('printer')
  const printer = new EmulatedPrinter(pair.boardEnd)
  const told: string[] = []
  const record = (bodies: readonly EntryBody[]) =>
    bodies.forEach((body) => told.push(`${body.type} ${'code' in body ? body.code : ''}`))
  const log = edgeLogger({ level: 'silent' })
  const faults = new Faults({ clock, log, record, state: () => ({}) })
  const config = { line: { kind: 'memory', line: pair.driverEnd } as const, codePage }
  const keeper = new PrinterKeeper(config, { clock, faults, onChange: () => {} })
  await clock.advance(seconds(5))
  return { clock, printer, keeper, told, ...pair }
}

describe('the printer of a machine', () => {
  test('prints one slip at a time', async () => {
    const { clock, printer, keeper } = await aPrinter()
    const slip = slipOf({ place, now, deposits }, 'en', keeper.codePage)
    const first = keeper.print(slip)
    await expect(keeper.print(slip)).rejects.toMatchObject({ code: 'printer/unavailable' })
    await clock.runUntil(first)
    expect(printer.cuts).toBe(1)
    expect(printer.unknown).toEqual([])
  })

  test('that runs out of paper is a fault until it has some again', async () => {
    const { clock, printer, keeper, told } = await aPrinter()
    expect([keeper.state, told]).toEqual(['ready', []])
    printer.paper = 'near-end'
    await clock.advance(minutes(1))
    expect([keeper.state, keeper.canPrint]).toEqual(['paper-low', true])
    printer.paper = 'out'
    const slip = slipOf({ place, now, deposits }, 'en', keeper.codePage)
    await expect(clock.runUntil(keeper.print(slip))).rejects.toMatchObject({
      code: 'printer/unavailable',
    })
    expect([keeper.state, keeper.canPrint]).toEqual(['paper-out', false])
    printer.paper = 'there'
    await clock.advance(minutes(3))
    expect([keeper.state, keeper.canPrint]).toEqual(['ready', true])
    expect(told).toEqual([
      'device.fault printer/paper-low',
      'device.fault printer/paper-out',
      'device.recovered printer/paper-low',
      'device.recovered printer/paper-out',
    ])
  })

  test('that has answered and falls silent is not well any more', async () => {
    const { clock, keeper, told, cut, mend } = await aPrinter()
    cut()
    await clock.advance(minutes(3))
    expect([keeper.state, told]).toEqual(['silent', ['device.fault printer/silent']])
    mend()
    await clock.advance(minutes(1))
    expect(keeper.state).toBe('ready')
  })
})

describe('a slip', () => {
  const printed = async (language: 'en' | 'pl' | 'ru' | 'de' | 'ar', page: CodePage) => {
    const { clock, printer, keeper } = await aPrinter(page)
    await clock.runUntil(keeper.print(slipOf({ place, now, deposits }, language, page)))
    return printer.printed.filter((line) => line !== '')
  }

  test('tells what was put in, when and where', async () => {
    expect(await printed('en', 'windows-1252')).toEqual([
      'Put into the locker',
      'Dworzec Glówny, Lódz',
      'Mar 2, 2026, 9:05 AM',
      'JD0146  Door 12',
      'JD0147  Door 12',
      '00340123450000000018  Door 3',
      'Please keep this slip.',
    ])
  })

  test('is in the language of the screen, and in English where the printer has no letters of it', async () => {
    expect((await printed('pl', 'windows-1252')).slice(0, 3)).toEqual([
      'Wlozono do automatu',
      'Dworzec Glówny, Lódz',
      '2 mar 2026, 09:05',
    ])
    expect((await printed('ru', 'cp866'))[0]).toBe('Вложено в постамат')
    expect((await printed('ru', 'windows-1252'))[0]).toBe('Put into the locker')
    expect((await printed('de', 'windows-1252'))[0]).toBe('In den Schrank gelegt')
    expect((await printed('ar', 'windows-1251'))[0]).toBe('Put into the locker')
  })

  test('of a label that carries orders for the printer gives it none', async () => {
    const { clock, printer, keeper } = await aPrinter()
    const bad = [{ door: '1', labels: ['\u001B@\u001DV\u0000JD'] }]
    await clock.runUntil(keeper.print(slipOf({ place: null, now, deposits: bad }, 'en', 'cp866')))
    expect(printer.printed).toContain(' @ V JD  Door 1')
    expect(printer.cuts).toBe(1)
  })
})

test('a courier gets a slip of what is inside at the end of the visit, and not for ever', async () => {
  await using world = await edgeWorld('slips')
  world.announceMachine()
  const pair = memoryLinePair('printer')
  const printer = new EmulatedPrinter(pair.boardEnd)
  const line = { kind: 'memory', line: pair.driverEnd } as const
  await world.start({ devices: { printer: { line, codePage: 'cp866' } }, kioskPort: 0 })
  await world.sync()
  await world.wait(seconds(5))
  const { label } = world.announceParcel('12345678')
  await world.sync()
  const ask = async (body: object) => {
    const asked = fetch(`${world.edge().kioskUrl}/kiosk/v1/slips`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const { status } = await asked
    return status
  }
  expect(world.edge().kioskState().canPrint).toBe(true)
  const session = await world.signIn()
  expect(await ask({ session, language: 'en' })).toBe(409)
  const cell = cellOpened(await world.edge().perform('deposit', { session, label }))
  await world.closeDoor(cell)
  for (const expected of [204, 204, 204, 409])
    expect(await ask({ session, language: 'en' })).toBe(expected)
  expect(await ask({ session, language: 'xx' })).toBe(422)
  expect(await ask({ session: 'ses_01hzzzzzzzzzzzzzzzzzzzzzzz', language: 'en' })).toBe(409)
  expect(printer.printed.filter((line) => line.startsWith(label))).toHaveLength(3)
  pair.cut()
  await world.wait(minutes(3))
  expect(world.edge().kioskState().canPrint).toBe(false)
})
