import { anId } from '@cubby/testing/kernel/builders'
import { describe, expect, test } from 'vitest'
import { compareCommands } from './commands.ts'
import { compareFeeds } from './feeds.ts'

const items = [
  { key: 'layout', version: 1 },
  { key: 'parcel:1', version: 4 },
]
const real = { epoch: 'e', head: 5, items }
const stream = { machine: 'one', stream: 'network', real }
const held = { epoch: 'e', cursor: 5, items }

describe('a stream and what a machine holds of it', () => {
  test('agree at the head', () => {
    expect(compareFeeds({ ...stream, held })).toEqual([])
  })

  test.each([
    ['a stream that is not followed', null, 'lost'],
    ['a cursor that is behind', { ...held, cursor: 4 }, 'lost'],
    ['an epoch of another life', { ...held, epoch: 'other' }, 'mismatch'],
    ['an item that is missing', { ...held, items: items.slice(1) }, 'lost'],
    [
      'an item in an old version',
      { ...held, items: items.with(1, { key: 'parcel:1', version: 3 }) },
      'mismatch',
    ],
    ['a ghost', { ...held, items: [...items, { key: 'parcel:9', version: 2 }] }, 'mismatch'],
  ] as const)('differ by %s', (_, seen, kind) => {
    expect(compareFeeds({ ...stream, held: seen })).toMatchObject([{ kind }])
  })
})

describe('commands', () => {
  const asked = [anId('cmd', 1)]

  test.each(['refused', 'expired', 'done', 'unknown'])('may end as %s', (status) => {
    expect(compareCommands(asked, [{ id: anId('cmd', 1), status }])).toEqual([])
  })

  test.each(['waiting', 'accepted'])('must not stay %s', (status) => {
    expect(compareCommands(asked, [{ id: anId('cmd', 1), status }])).toMatchObject([
      { kind: 'mismatch' },
    ])
  })

  test('must not vanish once they were answered', () => {
    expect(compareCommands(asked, [])).toMatchObject([{ kind: 'lost' }])
  })
})
