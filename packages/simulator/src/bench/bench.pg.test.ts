import { millis } from '@cubby/kit/clock'
import { realClock, realIds } from '@cubby/keys/real-clock'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Bench } from './bench.ts'
import type { Figure } from './figure.ts'
import type { GrowthTable } from './growth/table.ts'
import { boardBus } from './measure/locker/board-bus.ts'
import { growthOfSize } from './measure/lists/growth.ts'
import { officeListsOf } from './measure/lists/office-lists.ts'
import { pokeStreamsOf } from './measure/link/poke-streams.ts'
import { reconnectOf } from './measure/link/reconnect.ts'
import { benchPlace, type Place } from './run/place.ts'
import { foundNetwork } from './setup/network.ts'

let place: Place
let bench: Bench
const tables: GrowthTable[] = []

beforeAll(async () => {
  place = await benchPlace({ profileDir: null })
  const { keys, database } = place
  const ground = { db: database.kysely, ids: realIds, keys, now: realClock.now() }
  bench = {
    place,
    ground,
    network: await foundNetwork(ground),
    seconds: 1,
    codes: 1,
    lockers: 5,
    entries: 60,
    within: 1,
    streams: 5,
    shipments: 200,
    customers: 300,
    say: () => {},
    keep: (table) => void tables.push(table),
    signal: new AbortController().signal,
  }
})
afterAll(() => place[Symbol.asyncDispose]())

test('a bus is measured against its wires', async () => {
  const figures = await boardBus({ seconds: 1, say: () => {} })
  expect(figures.find(({ name }) => name === 'busCollisions')?.value).toBe(0)
  expect(figures.find(({ name }) => name === 'busSweepToWire')?.value).toBeGreaterThanOrEqual(1)
})

describe('at a size of next to nothing the bench measures', () => {
  test('a reconnect', async () => {
    const figures = await reconnectOf(bench, {
      lockers: 5,
      liveLockers: 2,
      entriesPerLocker: 60,
      within: millis(300),
      quietFor: millis(3_000),
      rawSeconds: 0.1,
    })
    expect(missing(figures, 'reconnectDrainSeconds', 'quietPickupP99Ms')).toEqual([])
  })

  test('poke streams', async () => {
    const figures = await pokeStreamsOf(bench, { streams: 5, settles: millis(10) })
    expect(missing(figures, 'pokeLastMs', 'bareLastMs', 'pokePulledMs')).toEqual([])
  })

  test('growth', async () => {
    const size = { lockers: 4, shipments: 200, callsEach: 2, changes: 1, seconds: 0.1 }
    const figures = await growthOfSize(bench, size)
    expect(missing(figures, 'listP95Ms', 'searchP95Ms', 'announceGrowth', 'pickupGrowth')).toEqual(
      [],
    )
    expect(tables.map(({ by }) => by)).toEqual(['lockers', 'shipments'])
    const { rows } = await place.database.pool.query('select 1 from shipment limit 1')
    expect(rows).toEqual([])
  })
})

test('the bench measures lists of the back office', async () => {
  const size = { customers: 300, lockers: 20, activity: 600, callsEach: 2 }
  const figures = await officeListsOf(bench, size)
  expect(missing(figures, 'officeListP95Ms')).toEqual([])
})

/** Those of the figures that were not measured. */
function missing(figures: readonly Figure[], ...names: readonly string[]) {
  const values = new Map(figures.map(({ name, value }) => [name, value]))
  return names.filter((name) => !((values.get(name) ?? 0) > 0))
}
