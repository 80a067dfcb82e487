import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { realClock } from '@cubby/keys/real-clock'
import { seconds } from '@cubby/kit/clock'
import type { LockerId } from '@cubby/kit/ids'
import { prng } from '@cubby/kit/prng'
import type { Database } from '@cubby/server/db/database'
import { serverHashes } from '@cubby/testing/network/server-log'
import { until } from '@cubby/testing/network/until'
import { compareCommands } from '../compare/commands.ts'
import { compareFeeds } from '../compare/feeds.ts'
import { compareJournals } from '../compare/journals.ts'
import { machineSide } from '../compare/machine-side.ts'
import { toldTwice } from '../compare/messages.ts'
import { compareMirror, foldOf } from '../compare/mirrors.ts'
import { comparePeople } from '../compare/people.ts'
import {
  appliedByLocker,
  commandsKept,
  keptOfShops,
  messagesKept,
  mirrorOf,
  streamsKept,
} from '../compare/server-side.ts'
import { databaseOf, settle } from '../compare/settle.ts'
import { Crowd } from '../people/crowd.ts'
import { isCalledOff, type Wish } from '../people/ledger.ts'
import { openWorld, type World } from '../world/world.ts'
import { Checks, type DrillRun, drillRun } from './drill.ts'
import { operatorCommand } from './operator-command.ts'

type Before = {
  /** What shops had been answered when the backup began. */
  references: ReadonlySet<string>
  calledOff: ReadonlySet<string>
  commands: ReadonlySet<string>
  epochs: ReadonlyMap<string, string>
}

type Past = { crowd: Crowd; before: Before }

/**
 * A backup is taken while everybody works; work goes on; then the database is gone for good, the backup takes its
 * place, and the lockers hand over again what it does not know.
 */
export async function restoreDrill(
  options: { seed: string; edges: number },
  say: (line: string) => void,
): Promise<DrillRun> {
  const checks = new Checks(say)
  const chance = prng(options.seed).split('restore')
  await using world = await openWorld({ edges: options.edges, chance, say })
  const crowd = new Crowd(world, chance.split('people'), { isHealed: true })
  const day = crowd.live()
  const backup = join(world.dir, 'backup')
  await Promise.race([day, realClock.sleep(seconds(5))])
  const before = await noted(world, crowd)
  await operatorCommand('backup', ['--to', backup], { DATA_DIR: world.serverDir })
  say('the backup is taken, and work goes on')
  await Promise.race([day, realClock.sleep(seconds(6))])
  crowd.finish()
  await day
  await quietly(world, (database) => settle(world, database))

  await destroy(world)
  say('the database is gone; the backup takes its place')
  await operatorCommand('restore', ['--from', backup], { DATA_DIR: world.serverDir })
  await world.database.start()
  const known = await quietly(world, (database) => appliedByLocker(database.kysely))
  await Promise.all(world.servers.map(({ service }) => service.start()))
  await Promise.all(world.machines.map(({ edge }) => edge.start()))
  await quietly(world, async (database) => {
    await settle(world, database)
    await compareLockers(checks, world, database, known)
    await compareBefore(checks, database, { crowd, before })
  })
  await Promise.all(world.machines.map(({ edge }) => edge.start()))
  await sayAgain(checks, world, { crowd, before })
  await quietly(world, (database) => until('all is told', () => isAllTold(database), seconds(30)))
  checks.nothing('nobody was told the same thing under two ids', toldTwice(world.ears.heard()))
  const after = new Crowd(world, chance.split('after'), { isHealed: true, batch: 'r' })
  await after.liveFor(seconds(3))
  checks.that('people are served as before', after.operations.failures.length === 0)
  return drillRun('restore', checks, [crowd, after], world)
}

/**
 * What shops were answered after the backup nobody knows any more, but it may lie in a cell. They say it again, and
 * call off again what they have called off since.
 */
async function sayAgain(checks: Checks, world: World, { crowd, before }: Past) {
  const { ledger, shop } = crowd
  const known = ledger.wishes.filter(({ reference }) => before.references.has(reference))
  const forgotten = ledger.wishes.filter(
    ({ reference, labels }) =>
      !before.references.has(reference) &&
      labels.every((label) => ['van', 'cell'].includes(ledger.places.get(label)?.at ?? '')),
  )
  const wishes = [...known, ...forgotten]
  const calledOff = wishes.filter((wish) => isCalledOffSince(wish, before))
  for (const wish of forgotten) await shop.announceAgain(wish)
  for (const wish of calledOff) await shop.cancelAgain(wish)
  checks.nothing(
    `all is right once ${forgotten.length} shipments are announced and ${calledOff.length} called off again`,
    await quietly(world, (database) => compareWishes(database, ledger, wishes)),
  )
}

const isCalledOffSince = (wish: Wish, before: Before) =>
  isCalledOff(wish) && !before.calledOff.has(wish.reference)

const isAllTold = async ({ kysely }: Database) =>
  (await messagesKept(kysely)).every(({ state }) => state !== 'queued')

async function noted(world: World, { ledger }: Crowd): Promise<Before> {
  const answered = ledger.wishes.filter(({ shipment }) => shipment !== null)
  const references = new Set(answered.map(({ reference }) => reference))
  const calledOff = new Set(answered.filter(isCalledOff).map(({ reference }) => reference))
  const commands = new Set(ledger.commands)
  const streams = await quietly(world, (database) => streamsKept(database.kysely))
  return {
    references,
    calledOff,
    commands,
    epochs: new Map([...streams].map(([stream, { epoch }]) => [stream, epoch])),
  }
}

async function quietly<T>(world: World, work: (database: Database) => Promise<T>): Promise<T> {
  const database = databaseOf(world)
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

/** Servers die, the database dies, and its files are no more. */
async function destroy({ servers, database, serverDir }: World) {
  await Promise.all(servers.map(({ service }) => service.kill()))
  await database.end('kill')
  await rm(join(serverDir, 'pg'), { recursive: true, force: true })
}

async function compareLockers(
  checks: Checks,
  world: World,
  { kysely }: Database,
  known: ReadonlyMap<LockerId, number>,
) {
  const streams = await streamsKept(kysely)
  const found = { journals: [], mirrors: [], feeds: [] } as Record<
    'journals' | 'mirrors' | 'feeds',
    ReturnType<typeof compareFeeds>
  >
  let handedOver = 0
  for (const machine of world.machines) {
    const own = await machineSide(machine)
    const kept =
      (await serverHashes({ kysely }, machine.id)).get(own.journal as `jrn_${string}`) ?? []
    handedOver += own.entries.length - (known.get(machine.id) ?? 0)
    found.journals.push(...compareJournals({ machine: machine.name, entries: own.entries, kept }))
    found.mirrors.push(...compareMirror(foldOf(own.entries), await mirrorOf(kysely, machine)))
    for (const [stream, held] of own.feeds) {
      const real = streams.get(stream) ?? { epoch: '', head: 0, items: [] }
      found.feeds.push(...compareFeeds({ machine: machine.name, stream, held, real }))
    }
  }
  checks.that(
    'lockers had to hand over what the backup did not know',
    handedOver > 0,
    `${handedOver} entries`,
  )
  checks.nothing('every entry that a locker has is on the server', found.journals)
  checks.nothing('what the server sees of the lockers is what they have told', found.mirrors)
  checks.nothing('every locker has taken the snapshot of every stream', found.feeds)
}

async function compareBefore(checks: Checks, database: Database, { crowd, before }: Past) {
  const { kysely } = database
  const renewed = [...(await streamsKept(kysely))].filter(
    ([stream, { epoch }]) => before.epochs.get(stream) === epoch,
  )
  checks.that('every feed has a new epoch', renewed.length === 0)
  const known = crowd.ledger.wishes.filter(({ reference }) => before.references.has(reference))
  // The backup began when this was noted; what was called off a moment later may be in it or not.
  const wishes = known.map((wish) =>
    isCalledOffSince(wish, before) ? { ...wish, cancel: 'asked' as const } : wish,
  )
  checks.nothing(
    `all ${wishes.length} shipments announced before the backup are right`,
    await compareWishes(database, crowd.ledger, wishes),
  )
  checks.nothing(
    'every command that was asked for before the backup has ended',
    compareCommands([...before.commands] as `cmd_${string}`[], await commandsKept(kysely)),
  )
}

/** These wishes and no others against what the server has of them. */
async function compareWishes(
  { kysely }: Database,
  { places, oddities, confirmed }: Crowd['ledger'],
  wishes: readonly Wish[],
) {
  const kept = await keptOfShops(kysely)
  const references = new Set(wishes.map(({ reference }) => reference))
  return comparePeople(
    { places, oddities, confirmed, wishes: [...wishes] },
    {
      ...kept,
      shipments: kept.shipments.filter(({ reference }) => references.has(reference ?? '')),
    },
  )
}
