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
    const stray = [{ at: 1_000_050, cell: 'cel_00000000000000000000000009' as const }]
    expect(comparePulses('one', entries, stray)).toMatchObject([{ kind: 'duplicated' }])
  })

  test('disagree when a request of long ago was pulsed', () => {
    const late = [{ at: 1_060_000, cell: aCell }]
    expect(comparePulses('one', entries, late)).toMatchObject([{ kind: 'mismatch' }])
  })

  test('disagree with a door that opened without a cause', () => {
    const forced = aJournal([{ type: 'door.forced', cell: aCell, side: 'front' }])
    expect(comparePulses('one', forced, [])).toMatchObject([{ kind: 'mismatch' }])
  })
})
