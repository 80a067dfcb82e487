import { randomBytes } from 'node:crypto'
import { seconds } from '@cubby/kit/clock'
import type { ShipmentId } from '@cubby/kit/ids'
import { type Prng, prng } from '@cubby/kit/prng'
import { announceShipment } from '@cubby/protocol/operations/shipments/announce-shipment'
import { listShipments } from '@cubby/protocol/operations/shipments/list-shipments'
import { readCode } from '@cubby/protocol/operations/shipments/read-code'
import { appliedThrough, serverDatabase, serverHashes } from '@cubby/testing/network/server-log'
import {
  type Network,
  type NetworkLocker,
  startNetwork,
} from '@cubby/testing/network/start-network'
import { until } from '@cubby/testing/network/until'
import { expect, test } from 'vitest'
import { EdgeLives } from './crash/edge-lives.ts'
import { LifeCheck } from './crash/life-check.ts'
import { StubbornPeople } from './crash/stubborn-people.ts'

const CRASHES = Number(process.env['CRASHES'] ?? 200)
const SEED = process.env['SEED'] ?? randomBytes(4).toString('hex')

/**
 * Goal: whatever the moment at which the program of a locker dies, nothing that a person was told is lost, and no
 * door moves without a request in the file, or twice for one.
 * Method: two lockers with people who deposit and collect; SIGKILL at random moments, many of them right after
 * somebody touched the screen. The boards live in processes of their own and remember every pulse.
 */
test(
  `an edge that is killed ${CRASHES} times keeps its word`,
  { timeout: 60_000 + CRASHES * 3_000 },
  async () => {
    console.info(`seed ${SEED} (SEED=… repeats its choices, CRASHES=… sets how many)`)
    await using network = await startNetwork({ lockers: 2 })
    const chance = prng(SEED)
    const share = Math.ceil(CRASHES / network.lockers.length)
    const ends = await Promise.all(
      network.lockers.map((locker, i) =>
        liveAndDie(network, locker, { times: share, chance: chance.split(`locker ${i}`), i }),
      ),
    )
    for (const { faults } of ends) expect(faults).toEqual([])
    console.info(ends.map(({ summary }) => summary).join('\n'))
    const { items } = await network.firms.shop.api.call(listShipments, { query: { limit: 200 } })
    const statuses = new Set(items.map(({ status }) => status))
    expect(statuses).toEqual(new Set(['announced', 'collected']))
  },
)

type Plan = { times: number; chance: Prng; i: number }

async function liveAndDie(network: Network, locker: NetworkLocker, { times, chance, i }: Plan) {
  const badge = network.firms.badges[i === 0 ? 0 : 1]
  const lives = new EdgeLives(locker, chance.split('lives'))
  const people = new StubbornPeople(locker, lives, badge)
  const check = new LifeCheck(locker, people.told)
  // Only a program that ends in order writes down what it has compiled, and 100 starts are quicker with it.
  await locker.edge.stop()
  await check.look(0)
  await locker.edge.start()
  let isOver = false
  const day = workingDay({ network, locker, people, chance: chance.split('people') }, () => isOver)
  for (let crash = 0; crash < times && check.faults.length === 0; crash++) {
    await Promise.race([lives.end(), day])
    await locker.edge.kill()
    await check.look(lives.number)
    await lives.begin()
  }
  await locker.edge.ready()
  lives.surelyUp()
  isOver = true
  const collected = await day
  await locker.edge.kill()
  await check.look(lives.number)
  await locker.edge.start()
  await expectSameLog(network, locker, check.hashes)
  // Whoever looks through the steel sees what the record says: nothing is left inside.
  expect(await locker.doors.full()).toEqual([])
  return {
    faults: check.faults,
    summary: [
      `${times} lives, ${check.hashes.length} entries, ${people.told.length} answers`,
      `${collected} shipments collected, ${check.lostPulses} openings lost with a life`,
      `half of the starts within ${Math.round(median(lives.startsMs))} ms`,
    ].join(', '),
  }
}

type Day = { network: Network; locker: NetworkLocker; people: StubbornPeople; chance: Prng }

const median = (numbers: readonly number[]) =>
  numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0

type Waiting = { id: ShipmentId; labels: string[] }

/**
 * Shipments come, go in and go out, until it is enough. Answers how many. What went in last comes out next time,
 * because a coil needs three seconds to cool down and a life is seldom longer.
 */
async function workingDay({ network, locker, people, chance }: Day, isOver: () => boolean) {
  const shop = network.firms.shop.api
  const expected: Waiting[] = []
  for (let number = 0; number < 4; number++)
    expected.push(await announceSome(network, locker, number, chance))
  let inside: Waiting | null = null
  let collected = 0
  const collect = async ({ id }: Waiting) => {
    const { code } = await shop.call(readCode, { params: { shipment: id } })
    await people.collect(code)
    collected++
  }
  for (let number = expected.length; !isOver(); number++) {
    expected.push(await announceSome(network, locker, number, chance))
    const next = expected.shift()
    for (const label of next?.labels ?? []) await people.deposit(label)
    if (chance.chance(0.5)) await people.leave()
    if (inside) await collect(inside)
    inside = next ?? null
  }
  if (inside) await collect(inside)
  return collected
}

/** One to three small parcels, or one that needs a larger cell. */
async function announceSome(
  { firms }: Network,
  locker: NetworkLocker,
  number: number,
  chance: Prng,
) {
  const count = chance.int(1, 3)
  const labels = Array.from({ length: count }, (_, p) => `${locker.id.slice(-4)}-${number}-${p}`)
  const size = { height: count === 1 ? 180 : 70, width: 370, depth: 630 }
  const { id } = await firms.shop.api.call(announceShipment, {
    body: {
      carrier: firms.carrier,
      locker: locker.id,
      recipient: { email: 'reader@example.com' },
      parcels: labels.map((label) => ({ label, size, grams: 900 })),
    },
  })
  return { id, labels }
}

/** The server's log of this locker is the journal, entry by entry. */
async function expectSameLog(network: Network, locker: NetworkLocker, hashes: readonly string[]) {
  const database = await serverDatabase(network.serverDir)
  try {
    const drained = async () => (await appliedThrough(database, locker.id)) >= hashes.length
    await until('everything has reached the server', drained, seconds(30))
    const journals = await serverHashes(database, locker.id)
    expect(journals.size).toBe(1)
    const received = [...journals.values()].flat().map(({ hash }) => hash)
    expect(received.slice(0, hashes.length)).toEqual(hashes)
  } finally {
    await database.close()
  }
}
