import { describe, expect, test } from 'vitest'
import { aCell, aJournal, anOpening, aRequest } from './fixtures.ts'
import { compareJournals } from './journals.ts'

const entries = aJournal([aRequest(aCell), anOpening(aCell), aRequest(aCell, 2)])
const kept = entries.map(({ seq, hash }) => ({ seq, hash }))

describe('the journals of a machine and of the server', () => {
  test('agree when they are the same', () => {
    expect(compareJournals({ machine: 'one', entries, kept })).toEqual([])
  })

  test('differ by an entry that the server has lost', () => {
    const found = compareJournals({ machine: 'one', entries, kept: kept.slice(0, 2) })
    expect(found).toEqual([
      { kind: 'lost', what: 'one: entry 3 (door.requested) is not on the server' },
    ])
  })

  test('differ by an entry that the server has twice', () => {
    const found = compareJournals({ machine: 'one', entries, kept: [...kept, ...kept.slice(1, 2)] })
    expect(found).toEqual([{ kind: 'duplicated', what: 'one: the server has entry 2 twice' }])
  })

  test('differ by an entry that says something else on the server', () => {
    const other = kept.with(1, { seq: 2, hash: 'f'.repeat(64) })
    expect(compareJournals({ machine: 'one', entries, kept: other })).toEqual([
      { kind: 'mismatch', what: 'one: entry 2 differs on the server' },
    ])
  })

  test('differ by an entry that the machine has never written', () => {
    const more = [...kept, { seq: 4, hash: 'f'.repeat(64) }]
    expect(compareJournals({ machine: 'one', entries, kept: more })).toMatchObject([
      { kind: 'mismatch' },
    ])
  })

  test('show a hole and a broken chain in the file of the machine', () => {
    const holed = entries.toSpliced(1, 1)
    const found = compareJournals({ machine: 'one', entries: holed, kept: kept.toSpliced(1, 1) })
    expect(found).toEqual([
      { kind: 'lost', what: 'one: entry 2 is missing in its file' },
      { kind: 'mismatch', what: 'one: the chain breaks at entry 3' },
    ])
  })
})
