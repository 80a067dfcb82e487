import { smallLayout } from '@cubby/testing/layouts'
import { seededIds } from '@cubby/testing/seeded-ids'
import { must } from '@cubby/kit/assert'
import { describe, expect, test } from 'vitest'
import type { Wiring } from './wiring.ts'
import {
  doorKeyOf,
  doorsOf,
  keepingWires,
  proposeWiring,
  swapDoors,
  wireOf,
  wiringProblems,
} from './wiring-rules.ts'

const layout = smallLayout(seededIds('wiring rules'))
const doors = doorsOf(layout)
const line = { kind: 'tcp', host: 'boards.local', port: 4001 } as const
const wish = {
  model: 'kerong-cu48',
  lines: [line],
  firstAddress: 0,
  doorContact: 'closed-is-1',
} as const
const proposed = must(proposeWiring(doors, wish), 'eight doors fit on a board')
const [bus] = proposed.buses
const [first, second] = [must(doors[0], 'a door'), must(doors[1], 'another')]

/** The codes and places of what is wrong. */
const wrongIn = (wiring: Wiring) =>
  wiringProblems(wiring, doors).map(({ pointer, code }) => `${pointer} ${code}`)
const withBoard = (over: Partial<NonNullable<typeof bus>['boards'][number]>): Wiring => ({
  ...proposed,
  buses: [{ ...must(bus, 'a bus'), boards: [{ ...must(bus?.boards[0], 'a board'), ...over }] }],
})
const withDoor = (over: Partial<Wiring['doors'][number]>): Wiring => ({
  ...proposed,
  doors: proposed.doors.map((door, i) => (i === 1 ? { ...door, ...over } : door)),
})

describe('a proposed wiring', () => {
  test('has nothing wrong with it', () => {
    expect(wrongIn(proposed)).toEqual([])
  })

  test('leads through the doors in their order', () => {
    expect(proposed.doors.map(({ channel }) => channel)).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    expect(proposed.doors.map(doorKeyOf)).toEqual(doors.map(doorKeyOf))
  })

  test('goes on with the next board, and on the next line when no address is left', () => {
    const many = Array.from({ length: 500 }, (_, i) => ({ ...first, cell: `cel_${i}` as const }))
    expect(proposeWiring(many, wish)).toBeNull()
    const lines = [line, { ...line, port: 4002 }]
    const wiring = proposeWiring(many, { ...wish, lines })
    expect(wiring?.buses.map(({ boards }) => boards.map(({ address }) => address))).toEqual([
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
      [0],
    ])
    expect(wiring?.doors.at(-1)).toMatchObject({ board: 'board-11', channel: 19 })
  })

  test('begins with the address that was asked for, if the board has it', () => {
    const boards = proposeWiring(doors, { ...wish, firstAddress: 4 })?.buses[0]?.boards
    expect(boards).toMatchObject([{ address: 4 }])
    expect(proposeWiring(doors, { ...wish, firstAddress: 10 })).toBeNull()
    expect(proposeWiring(doors, { ...wish, model: 'abacus' })).toBeNull()
  })
})

describe('a wiring is refused', () => {
  test.each<[string, Wiring, string]>([
    [
      'with a board nobody knows',
      withBoard({ model: 'abacus' }),
      '/buses/0/boards/0/model unknown',
    ],
    [
      'with an address it cannot have',
      withBoard({ address: 10 }),
      '/buses/0/boards/0/address range',
    ],
    ['with a channel the board has not', withDoor({ channel: 48 }), '/doors/1/channel range'],
    ['with two doors on one channel', withDoor({ channel: 0 }), '/doors/1/channel duplicate'],
    ['with a door on no board', withDoor({ board: 'gone' }), '/doors/1/board unknown'],
    ['with a door this machine has not', withDoor({ side: 'back' }), '/doors/1 unknown'],
    ['with a door left out', { ...proposed, doors: proposed.doors.slice(1) }, '/doors missing'],
    ['with a door wired twice', withDoor({ ...first }), '/doors/1 duplicate'],
    ['with nothing at all', { buses: [], doors: [] }, '/doors missing'],
    [
      'with two buses on one line',
      { ...proposed, buses: [...proposed.buses, { id: 'bus-2', line, boards: [] }] },
      '/buses/1/line duplicate',
    ],
  ])('%s', (_, wiring, problem) => {
    expect(wrongIn(wiring)).toContain(problem)
  })

  test.each(['lcus-8', 'kmtronic-8', 'numato-16'])(
    'on %s, which cannot end the pulse of a lock, moves no door',
    (model) => {
      expect(wrongIn(withBoard({ model }))).toContain('/doors/0/board not-allowed')
      expect(proposeWiring(doors, { ...wish, model })).toBeNull()
    },
  )

  test('names no USB relay', () => {
    expect(wrongIn(withBoard({ model: 'dcttech-usbrelay-8' }))).toContain(
      '/buses/0/boards/0/model not-allowed',
    )
  })

  test('with two boards at one address', () => {
    const boards = bus?.boards.flatMap((board) => [board, { ...board, id: 'twin' }]) ?? []
    expect(wrongIn({ ...proposed, buses: [{ ...must(bus, 'a bus'), boards }] })).toEqual([
      '/buses/0/boards/1/address duplicate',
    ])
  })
})

describe('the wire of a door', () => {
  test('is another after a swap, and the same again after the next', () => {
    const swapped = swapDoors(proposed, first, second)
    expect(wireOf(swapped, first)).toBe(wireOf(proposed, second))
    expect(wireOf(swapped, second)).toBe(wireOf(proposed, first))
    expect(swapDoors(swapped, first, second)).toEqual(proposed)
    expect(wrongIn(swapped)).toEqual([])
  })

  test('is the same when only the name of its board has changed', () => {
    const renamed: Wiring = {
      ...withBoard({ id: 'left' }),
      doors: proposed.doors.map((door) => ({ ...door, board: 'left' })),
    }
    expect(wireOf(renamed, first)).toBe(wireOf(proposed, first))
  })

  test('is another when the contact is read the other way round', () => {
    expect(wireOf(withBoard({ doorContact: 'closed-is-0' }), first)).not.toBe(
      wireOf(proposed, first),
    )
  })
})

describe('a wiring that leaves out a door', () => {
  const without: Wiring = { ...proposed, doors: proposed.doors.slice(1) }

  test('keeps the wire while something is behind it', () => {
    const kept = keepingWires(proposed, without, (door) => door.cell === first.cell)
    expect(wireOf(kept, first)).toBe(wireOf(proposed, first))
    expect(keepingWires(proposed, without, () => false)).toEqual(without)
    expect(keepingWires(null, without, () => true)).toEqual(without)
  })

  test('lets it go when its channel moves another door now', () => {
    const reused: Wiring = {
      ...without,
      doors: without.doors.map((door, i) => (i === 0 ? { ...door, channel: 0 } : door)),
    }
    expect(keepingWires(proposed, reused, () => true)).toEqual(reused)
  })

  test('lets it go when its board is gone', () => {
    const elsewhere: Wiring = { ...without, buses: withBoard({ address: 3 }).buses }
    expect(keepingWires(proposed, elsewhere, () => true)).toEqual(elsewhere)
  })
})
