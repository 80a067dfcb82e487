import { cellIn } from '@cubby/domain/kernel/state'
import { describe, expect, test } from 'vitest'
import { aCell, aJournal, anOpening, anotherCell, aRequest } from './fixtures.ts'
import { compareMirror, foldOf } from './mirrors.ts'

const state = foldOf(aJournal([aRequest(aCell), anOpening(aCell)]))
const mirror = {
  machine: 'one',
  cells: [{ cell: aCell, state: cellIn(state, aCell) as unknown }],
  stays: [],
  quarantined: [],
}

describe('the mirror of a machine', () => {
  test('is the fold of its entries', () => {
    expect(compareMirror(state, mirror)).toEqual([])
  })

  test('is wrong when it sees a cell otherwise', () => {
    const cells = [{ cell: aCell, state: cellIn(state, anotherCell) as unknown }]
    expect(compareMirror(state, { ...mirror, cells })).toEqual([
      { kind: 'mismatch', what: `one: the server sees ${aCell} otherwise` },
    ])
  })

  test('lacks a cell that has a story', () => {
    expect(compareMirror(state, { ...mirror, cells: [] })).toMatchObject([{ kind: 'lost' }])
  })

  test('is incomplete while an entry is in quarantine', () => {
    expect(compareMirror(state, { ...mirror, quarantined: [{ seq: 2, error: 'odd' }] })).toEqual([
      { kind: 'mismatch', what: 'one: entry 2 is in quarantine: odd' },
    ])
  })
})
