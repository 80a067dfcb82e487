import { randomBytes, randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { realClock } from '@cubby/keys/real-clock'
import { must } from '@cubby/kit/assert'
import { millis, seconds } from '@cubby/kit/clock'
import type { ShipmentId } from '@cubby/kit/ids'
import { type Prng, prng } from '@cubby/kit/prng'
import { listMessages } from '@cubby/protocol/operations/messages/list-messages'
import { announceShipment } from '@cubby/protocol/operations/shipments/announce-shipment'
import { listShipments } from '@cubby/protocol/operations/shipments/list-shipments'
import { livePostmaster } from '@cubby/server/db/embedded/postmaster'
import { ApiRefusal } from '@cubby/testing/network/api-client'
import { readEdgeJournal } from '@cubby/testing/network/edge-journal'
import { aCourier, aRecipient } from '@cubby/testing/network/people'
import { appliedThrough, serverDatabase, serverHashes } from '@cubby/testing/network/server-log'
import {
  type Network,
  type NetworkLocker,
  startNetwork,
} from '@cubby/testing/network/start-network'
import { until } from '@cubby/testing/network/until'
import { expect, test } from 'vitest'
import { codeOf } from './support/announce.ts'

const CRASHES = 8
const SEED = process.env['SEED'] ?? randomBytes(4).toString('hex')

/** Of parcels for cells of each kind, so that no door is used all the time; in millimetres. */
const HEIGHTS = [70, 180, 400]

/** A shipment that a shop insists on: said again with the same key until there is an answer. */
type Wish = { key: string; reference: string; label: string; isForLocker: boolean; height: number }
type Granted = Wish & { shipment: ShipmentId }

/**
 * Goal: a server that dies at any moment, its database with it or without, comes back with all that it has
 * answered for, and saying something twice does not make it twice.
 * Method: shops announce and a locker pushes while server and postmaster get SIGKILL in turns.
 */
test(`a server that is killed ${CRASHES} times loses nothing and repeats nothing`, async () => {
  console.info(`seed ${SEED} (SEED=… repeats its choices)`)
  await using network = await startNetwork()
  const [locker] = network.lockers
  if (!locker) throw new Error('a network has a locker')
  const chance = prng(SEED)
  const granted: Granted[] = []
  let isOver = false
  const shops = Promise.all(
    ['north', 'south'].map((name) =>
      announceOnAndOn(network, locker, { name, granted }, () => isOver),
    ),
  )
  const people = depositAndCollect(network, locker, granted, () => isOver)
  for (let crash = 0; crash < CRASHES; crash++) {
    await Promise.race([realClock.sleep(millis(chance.int(50, 1_500))), shops, people])
    await strike(network, chance, crash % 3 === 1)
    await network.server.start()
  }
  await until('something came through', () => granted.length > 0, seconds(30))
  isOver = true
  await shops
  const collected = await people
  await expectEachOnce(network, granted)
  await expectSameLog(network, locker)
  const { items } = await network.firms.shop.api.call(listMessages, { query: { limit: 200 } })
  const told = items.map(({ kind, channel, shipment }) => `${kind} ${channel} ${shipment}`)
  expect(told.toSorted()).toEqual([...new Set(told)].toSorted())
  console.info(`${CRASHES} crashes, ${granted.length} announced, ${collected} collected`)
})

/** The server, its database, or both; the database alone takes the server with it at the next start. */
async function strike({ server, serverDir }: Network, chance: Prng, hitsDatabase: boolean) {
  const postmaster = await livePostmaster(join(serverDir, 'pg'))
  if (hitsDatabase && postmaster) process.kill(postmaster.pid, 'SIGKILL')
  if (hitsDatabase) await realClock.sleep(millis(chance.int(0, 200)))
  await server.kill()
}

type Announcing = { name: string; granted: Granted[] }

async function announceOnAndOn(
  network: Network,
  locker: NetworkLocker,
  { name, granted }: Announcing,
  isOver: () => boolean,
) {
  for (let number = 0; !isOver(); number++) {
    const label = `${name}-${number}`
    const height = must(HEIGHTS[((number / 4) % HEIGHTS.length) | 0], 'a height')
    const isForLocker = number % 4 === 0
    const wish = { key: randomUUID(), reference: label, label, isForLocker, height }
    const shipment = await insist(network, () => ask(network, locker, wish))
    granted.push({ ...wish, shipment: shipment.id })
    // Somebody whose answer got lost asks once more, and so does a queue that delivers twice.
    const again = await insist(network, () => ask(network, locker, wish))
    expect(again.id).toBe(shipment.id)
    await realClock.sleep(millis(20))
  }
}

const ask = ({ firms }: Network, locker: NetworkLocker, { key, reference, label, height }: Wish) =>
  firms.shop.api.call(announceShipment, {
    idempotencyKey: key,
    body: {
      carrier: firms.carrier,
      locker: locker.id,
      reference,
      recipient: { email: `${label}@example.com` },
      parcels: [{ label, size: { height, width: 300, depth: 300 }, grams: 500 }],
    },
  })

/** Asks until there is an answer that will not change by asking again. */
async function insist<T>(network: Network, call: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await call()
    } catch (error) {
      if (error instanceof ApiRefusal && !error.problem.retryable) throw error
      await until('the server is back', () => isBack(network), seconds(60))
    }
  }
}

const isBack = ({ server }: Network) =>
  fetch(`${server.url}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  )

/** The locker goes on through all of it, and has something to push. */
async function depositAndCollect(
  network: Network,
  locker: NetworkLocker,
  granted: readonly Granted[],
  isOver: () => boolean,
) {
  const at = { kiosk: locker.kiosk, hands: locker.doors }
  const courier = aCourier(at, network.firms.badges[0])
  // What went in longest ago comes out next: a coil that is pulsed more often than people come would burn, and is not.
  const inside: Granted[] = []
  let collected = 0
  const collect = async ({ shipment }: Granted) => {
    const { code } = await insist(network, () => codeOf(network, shipment))
    await aRecipient(at).collect({ code })
    collected++
  }
  for (let next = 0; !isOver();) {
    const wish = granted.slice(next).find(({ isForLocker }) => isForLocker)
    if (!wish) {
      await realClock.sleep(millis(50))
      continue
    }
    next = granted.indexOf(wish) + 1
    await courier.signIn()
    if (!(await isExpected(locker, wish.label, isOver))) break
    await courier.deposit({ label: wish.label })
    await courier.leave()
    inside.push(wish)
    if (inside.length > HEIGHTS.length) await collect(must(inside.shift(), 'a parcel'))
  }
  for (const last of inside) await collect(last)
  return collected
}

/** Waits for the plan to come down the link; the link may be down for as long as the server is. */
async function isExpected({ kiosk }: NetworkLocker, label: string, isOver: () => boolean) {
  return until(
    `the locker expects ${label}`,
    async () => {
      const { sessions } = await kiosk.state()
      const isThere = sessions.some(
        (session) =>
          session.kind === 'courier' && session.announced.some((each) => each.label === label),
      )
      return isThere ? 'expected' : isOver() ? 'over' : null
    },
    seconds(120),
  ).then((seen) => seen === 'expected')
}

/** Everything that was answered for is there, and there is one of each. */
async function expectEachOnce({ firms }: Network, granted: readonly Granted[]) {
  const seen = new Map<string, string[]>()
  for (let after: ShipmentId | undefined; ;) {
    const page = await firms.shop.api.call(listShipments, {
      query: { limit: 200, ...(after ? { after } : {}) },
    })
    for (const { reference, id } of page.items)
      seen.set(reference ?? '', [...(seen.get(reference ?? '') ?? []), id])
    if (page.next === null) break
    after = page.next as ShipmentId
  }
  const expected = new Map(granted.map(({ reference, shipment }) => [reference, [shipment]]))
  expect(seen).toEqual(expected)
}

/** The server's log of this locker is a prefix of the journal, and all of it once the locker had its say. */
async function expectSameLog(network: Network, locker: NetworkLocker) {
  await locker.edge.kill()
  const { entries } = await readEdgeJournal(locker.dataDir)
  const hashes = entries.map(({ hash }) => hash)
  await locker.edge.start()
  const database = await serverDatabase(network.serverDir)
  try {
    const drained = async () => (await appliedThrough(database, locker.id)) >= hashes.length
    await until('everything has reached the server', drained, seconds(60))
    const journals = await serverHashes(database, locker.id)
    const received = [...journals.values()].flat().map(({ hash }) => hash)
    expect(received.slice(0, hashes.length)).toEqual(hashes)
  } finally {
    await database.close()
  }
}
