import { anId } from '@cubby/testing/kernel/builders'
import { describe, expect, test } from 'vitest'
import { aCell, aJournal, anotherCell, aRequest } from './fixtures.ts'
import { comparePulses } from './pulses.ts'

// At 1,000,000 and a second later.
const entries = aJournal([aRequest(aCell), aRequest(anotherCell, 2)])

describe('pulses and requests', () => {
  test('agree when every pulse follows a request of its own', () => {
    const pulses = [
      { at: 1_000_050, cell: aCell },
      { at: 1_004_000, cell: anotherCell },
    ]
    expect(comparePulses('one', entries, pulses)).toEqual([])
  })

  test('agree when a pulse was lost: that is the price of never pulsing twice', () => {
    expect(comparePulses('one', entries, [])).toEqual([])
  })

  test('disagree when one request was pulsed twice', () => {
    const pulses = [1_000_050, 1_000_400].map((at) => ({ at, cell: aCell }))
    expect(comparePulses('one', entries, pulses)).toMatchObject([{ kind: 'duplicated' }])
  })

  test('disagree when a lock felt a pulse that nobody asked for', () => {
    const stray = [{ at: 1_000_050, cell: anId('cel', 9) }]
    expect(comparePulses('one', entries, stray)).toMatchObject([{ kind: 'duplicated' }])
  })

  test('disagree when a request of long ago was pulsed', () => {
    const late = [{ at: 1_060_000, cell: aCell }]
    expect(comparePulses('one', entries, late)).toMatchObject([{ kind: 'mismatch' }])
  })

  test('agree however wrong the server has set the clock of the machine meanwhile', () => {
    const set = aJournal([aRequest(aCell), aRequest(anotherCell, 2)], (i) =>
      i === 1 ? { at: 9_000_000 } : {},
    )
    expect(comparePulses('one', set, [{ at: 1_001_020, cell: anotherCell }])).toEqual([])
    const early = [{ at: 1_000_020, cell: anotherCell }]
    expect(comparePulses('one', set, early)).toMatchObject([{ kind: 'mismatch' }])
  })

  test('agree in a life that began with the time of the last one, which was too late', () => {
    // The machine believed in half a minute more than there was, and started again after two seconds.
    const lives = aJournal([aRequest(aCell), aRequest(aCell, 2), aRequest(anotherCell, 3)], (i) =>
      i === 0 ? {} : { at: 1_030_000 + i, boot: anId('bot', i), mono: i === 1 ? 1_000 : 0 },
    )
    expect(comparePulses('one', lives, [{ at: 1_003_000, cell: anotherCell }])).toEqual([])
  })

  test('disagree with a door that opened without a cause', () => {
    const forced = aJournal([{ type: 'door.forced', cell: aCell, side: 'front' }])
    expect(comparePulses('one', forced, [])).toMatchObject([{ kind: 'mismatch' }])
  })
})
