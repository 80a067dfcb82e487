import { describe, expect, test } from 'vitest'
import { codePlaces } from './code-entry.ts'
import { configOf, lookOf } from './config.ts'
import { announcedMatching, courierView } from './courier-view.ts'
import { doorLook, newlyOpen } from './door-look.ts'
import { idlePhase } from './idle.ts'
import { atStart, freshModel, type Model } from './model.ts'
import { recipientView } from './recipient-view.ts'
import { reduce } from './reduce.ts'
import { aCell, aCourier, aRecipient, aScreen, aState, cellId, opened, stayId } from './samples.ts'
import { slideAt } from './slide-at.ts'
import { sizeOfType } from './size-of-type.ts'

const seen = (session: ReturnType<typeof aRecipient>): Model =>
  reduce(freshModel('front'), { on: 'state', state: aState({ sessions: [session] }), at: 0 })

describe('what somebody who collects is told', () => {
  test.each([
    [['open'], 'open', 'collect.open'],
    [['open', 'open'], 'open', 'collect.open.many'],
    [['open', 'stuck'], 'open', 'collect.open'],
    [['opening', 'closed'], 'opening', 'collect.opening'],
    [['closed', 'stuck'], 'attention', 'collect.stuck'],
    [['unseen'], 'attention', 'collect.unseen'],
    [['closed', 'closed'], 'closed', 'thanks.title'],
  ] as const)('with doors that are %j it is %s', (doors, phase, id) => {
    const view = recipientView(
      seen(aRecipient(doors.map((door, at) => opened(String(at + 1), door)))),
    )
    expect(view).toMatchObject({ phase, headline: { id } })
  })

  test('names every door that stands open', () => {
    const view = recipientView(
      seen(aRecipient([opened('1', 'open'), opened('2', 'closed'), opened('3', 'open')])),
    )
    expect(view?.headline.values).toEqual({ doors: '1, 3' })
  })
})

describe('what a courier sees', () => {
  const session = aCourier({
    opened: [opened('1', 'closed'), opened('2', 'open'), opened('3', 'closed')],
    deposits: [
      { stay: stayId('1'), cell: cellId('1'), labels: ['A-1'], isInside: true },
      { stay: stayId('2'), cell: cellId('2'), labels: ['A-2'], isInside: false },
    ],
    announced: [{ parcel: 'prc_00000000000000000000000009', label: 'A-3', lowCell: false }],
    withdrawable: [{ stay: stayId('3'), cell: cellId('3'), labels: ['OLD'], why: 'expired' }],
  })

  test('is how far he is, the newest scan first, and the door to go to', () => {
    const view = courierView(seen(session))
    expect(view).toMatchObject({
      done: 1,
      total: 3,
      headline: { id: 'courier.put', values: { door: '2' } },
      openDoors: ['2'],
    })
    expect(view?.lines.map(({ label }) => label)).toEqual(['A-2', 'A-1'])
  })

  test('is on the wall what is his, done, due to be taken out, free or out of order', () => {
    const looks = [
      aCell('1'),
      aCell('2', { doors: { front: 'open' } }),
      aCell('3', { use: 'occupied' }),
      aCell('4'),
      aCell('5', { service: 'blocked' }),
      aCell('6', { doors: { front: 'unknown' } }),
    ].map((cell) => doorLook(cell, 'front', session).look)
    expect(looks).toEqual(['done', 'yours', 'expired', 'free', 'blocked', 'unknown'])
  })

  test('is found in the list by a part of the label, however it is typed', () => {
    const announced = ['JD-0045', 'JD-0146'].map((label) => ({
      parcel: 'prc_00000000000000000000000009' as const,
      label,
      lowCell: false,
    }))
    expect(announcedMatching(announced, 'd01').shown.map(({ label }) => label)).toEqual(['JD-0146'])
    expect(announcedMatching(announced, '', 1)).toMatchObject({ more: 1 })
  })
})

test('nobody but a courier sees what other cells hold', () => {
  const cell = aCell('1', { use: 'occupied', service: 'faulty' })
  expect(doorLook(cell, 'front', null).look).toBe('dimmed')
  expect(doorLook(cell, 'front', aRecipient([opened('2', 'open')])).look).toBe('dimmed')
})

test('a door that opens is heard once', () => {
  const before = aRecipient([opened('1', 'opening'), opened('2', 'open')])
  const now = aRecipient([opened('1', 'open'), opened('2', 'open')])
  expect(newlyOpen(before, now)).toEqual([cellId('1')])
  expect(newlyOpen(now, now)).toEqual([])
})

test('an untouched screen warns, counts down and starts over', () => {
  const limits = { warnAfter: 30, endAfter: 60 }
  expect(idlePhase(29_999, limits)).toEqual({ is: 'active' })
  expect(idlePhase(30_000, limits)).toEqual({ is: 'warning', secondsLeft: 30 })
  expect(idlePhase(59_500, limits)).toEqual({ is: 'warning', secondsLeft: 1 })
  expect(idlePhase(60_000, limits)).toEqual({ is: 'over' })
})

test('the address says side, language and patience, and nonsense in it is ignored', () => {
  expect(configOf('?side=back&language=ar&idle-warning=5&idle-end=9')).toMatchObject({
    side: 'back',
    language: 'ar',
    idleWarning: 5,
    idleEnd: 9,
    courierIdle: { warnAfter: 120, endAfter: 240 },
  })
  const nonsense = configOf('?side=top&language=xx&idle-end=no&theme=pink')
  expect(nonsense.side).toBe('front')
  expect(lookOf(nonsense, null)).toMatchObject({
    language: 'en',
    theme: 'light',
    idle: { person: { warnAfter: 30, endAfter: 60 } },
  })
})

describe('how a screen looks', () => {
  const screen = aScreen({
    theme: 'dark',
    languages: ['pl', 'de'],
    idleWarningSeconds: 40,
    idleEndSeconds: 50,
  })

  test('is as its machine is configured', () => {
    expect(lookOf(configOf(''), aState({ screen }))).toMatchObject({
      theme: 'dark',
      language: 'pl',
      languages: ['pl', 'de'],
      idle: { person: { warnAfter: 40, endAfter: 50 } },
    })
  })

  test('is as its address says where it says something', () => {
    const config = configOf('?theme=contrast&language=ar&idle-end=90')
    expect(lookOf(config, aState({ screen }))).toMatchObject({
      theme: 'contrast',
      language: 'ar',
      idle: { person: { warnAfter: 40, endAfter: 90 } },
    })
  })
})

describe('what is said to passers-by', () => {
  const slides = [
    {
      en: { title: 'Send parcels here', line: 'From two euro' },
      de: { title: 'Hier', line: 'Los' },
    },
    { de: { title: 'Nur hier', line: 'Heute' } },
  ]
  const idle = { ...freshModel('front'), state: aState() }

  test('comes one after another when nobody has touched the screen for a while', () => {
    expect(slideAt(idle, slides, 'en', 9_000)).toBeNull()
    expect(slideAt(idle, slides, 'en', 11_000)?.title).toBe('Send parcels here')
    expect(slideAt(idle, slides, 'en', 19_000)).toMatchObject({ language: 'de', title: 'Nur hier' })
    expect(slideAt(idle, slides, 'en', 27_000)?.title).toBe('Send parcels here')
  })

  test('makes way for the wall as soon as somebody types', () => {
    const typing = { ...idle, step: { ...atStart(), code: '1' } }
    expect(slideAt(typing, slides, 'en', 30_000)).toBeNull()
  })
})

test('a code is shown in two groups of four', () => {
  expect(codePlaces('12345')).toEqual([
    ['1', '2', '3', '4'],
    ['5', '', '', ''],
  ])
})

test('a size class is told in centimetres, and as small as its smallest cell', () => {
  expect(sizeOfType(aState(), 'A')).toBe('8 × 38 × 64 cm')
  expect(sizeOfType(aState(), 'Z')).toBe('')
})
