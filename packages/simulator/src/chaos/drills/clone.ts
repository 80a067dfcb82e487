import { copyFile, mkdir } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { must } from '@cubby/kit/assert'
import { seconds } from '@cubby/kit/clock'
import type { LockerId } from '@cubby/kit/ids'
import { prng } from '@cubby/kit/prng'
import { listAlarms } from '@cubby/protocol/operations/upkeep/list-alarms'
import { readLocker } from '@cubby/protocol/operations/lockers/read-locker'
import { serverHashes } from '@cubby/testing/network/server-log'
import { until } from '@cubby/testing/network/until'
import { compareJournals } from '../compare/journals.ts'
import { machineSide } from '../compare/machine-side.ts'
import { compareMirror, foldOf } from '../compare/mirrors.ts'
import { comparePeople } from '../compare/people.ts'
import { keptOfShops, mirrorOf } from '../compare/server-side.ts'
import { databaseOf, settle } from '../compare/settle.ts'
import { Crowd } from '../people/crowd.ts'
import { buildMachine, fileOf, type Machine } from '../world/machine.ts'
import { addMachine, openWorld, type World } from '../world/world.ts'
import { Checks, type DrillRun, drillRun } from './drill.ts'

/**
 * The disk of a locker is copied into a second machine, and both are switched on. One branch of the journal wins,
 * the other is refused; the wrong machine gets a new disk and a place of its own.
 */
export async function cloneDrill(seed: string, say: (line: string) => void): Promise<DrillRun> {
  const checks = new Checks(say)
  const chance = prng(seed).split('clone')
  await using world = await openWorld({ edges: 1, chance, say })
  const original = must(world.machines[0], 'a locker')
  const before = new Crowd(world, chance.split('before'), { isHealed: true, batch: 'a' })
  await before.liveFor(seconds(4))
  const database = databaseOf(world)
  await settle(world, database)
  await using clone = await cloned(world, original)
  say('the disk was copied; both machines start')
  await Promise.all([original.edge.start(), clone.edge.start()])
  const { winner, loser } = await outcomeOf(world, original, clone)
  say(`${winner === original ? 'the first machine' : 'the copy'} was heard first`)

  const after = new Crowd(world, chance.split('after'), {
    isHealed: true,
    batch: 'b',
    machines: [winner],
  })
  await after.liveFor(seconds(4))
  await tellOfFork(checks, world, loser)
  await settle(world, database, [winner])
  await loser.edge.stop()
  await compareBranches(checks, { winner, loser, database })
  const ledgers = [before.ledger, after.ledger]
  const kept = await keptOfShops(database.kysely)
  const wishes = new Set(ledgers.flatMap((ledger) => ledger.wishes.map((wish) => wish.reference)))
  checks.nothing(
    'what people were told before and after is what the server says',
    ledgers.flatMap((ledger) => comparePeople(ledger, partOf(kept, ledger.wishes, wishes))),
  )

  say('the wrong machine gets a new disk and enrols as a locker of its own')
  await winner.edge.start()
  await using mended = await addMachine(world, 'the machine with the new disk')
  const isOnline = until('it is online', () => isLink(world, mended.id, 'online'), seconds(30))
  checks.that(
    'with a new disk and a code of its own the wrong machine is online',
    await isOnline.catch(() => false),
  )
  const repaired = new Crowd(world, chance.split('repaired'), {
    isHealed: true,
    batch: 'c',
    machines: [winner, mended],
  })
  await repaired.liveFor(seconds(3))
  checks.that('both machines then serve people', repaired.operations.failures.length === 0)
  await database.close()
  return drillRun('clone', checks, [before, after, repaired], world)
}

/** The same disk in a machine with doors of its own. */
async function cloned(world: World, original: Machine): Promise<Machine> {
  const { id, layout } = original
  const dataDir = join(world.dir, 'clone')
  await mkdir(dataDir)
  for (const suffix of ['', '-wal'])
    if (existsSync(`${fileOf(original)}${suffix}`))
      await copyFile(`${fileOf(original)}${suffix}`, `${join(dataDir, 'edge.sqlite')}${suffix}`)
  const cells = layout.modules.reduce((sum, module) => sum + module.cells.length, 0)
  return buildMachine({
    name: 'the copy',
    locker: { id, layout, cells },
    // Never needed: the disk says who it is.
    enrolmentCode: '00000000',
    dataDir,
    serverPort: world.balancer.port,
    recoveries: world.recoveries,
    hasSmallDisk: false,
  })
}

/** Whoever is not heard is the loser. */
async function outcomeOf(world: World, original: Machine, clone: Machine) {
  const { id } = original
  await until('the server has noticed the fork', () => isLink(world, id, 'forked'), seconds(60))
  const winner = await until(
    'one of the two is online',
    async () => {
      for (const machine of [original, clone])
        if ((await machine.kiosk.state()).isOnline) return machine
      return null
    },
    seconds(60),
  )
  return { winner, loser: winner === original ? clone : original }
}

async function isLink({ operator }: World, locker: LockerId, wanted: 'online' | 'forked') {
  const { link } = await operator.call(readLocker, { params: { locker } })
  return link === wanted
}

async function tellOfFork(checks: Checks, world: World, loser: Machine) {
  const { items } = await world.operator.call(listAlarms, { query: { locker: loser.id } })
  const forks = items.filter(({ kind }) => kind === 'journal.fork')
  checks.that('the server has raised journal.fork', forks.length > 0, `${forks.length} alarms`)
  const { isOnline } = await loser.kiosk.state()
  checks.that('the refused machine shows that it is not online', !isOnline)
  const outcome = await loser.kiosk.say('sign-in-courier', {
    side: 'front',
    ...world.firms.badges[0],
  })
  checks.that('it still serves whoever stands in front of it', outcome.ok)
}

type Branches = { winner: Machine; loser: Machine; database: ReturnType<typeof databaseOf> }

async function compareBranches(checks: Checks, { winner, loser, database }: Branches) {
  const [own, other] = [await machineSide(winner), await machineSide(loser)]
  const kept = (await serverHashes(database, winner.id)).get(own.journal as `jrn_${string}`)
  checks.nothing(
    'the log of the server is the journal of the branch that was heard first, entry by entry',
    compareJournals({ machine: winner.name, entries: own.entries, kept: kept ?? [] }),
  )
  checks.nothing(
    'its mirror is the fold of that branch',
    compareMirror(foldOf(own.entries), await mirrorOf(database.kysely, winner)),
  )
  const faults = other.entries.filter(
    ({ body }) => body.type === 'device.fault' && body.code === 'link/fork',
  )
  checks.that('the other machine has written down that it is forked', faults.length > 0)
  const hashes = new Set(own.entries.map(({ hash }) => hash))
  const shared = other.entries.filter(({ hash }) => hashes.has(hash)).length
  checks.that(
    'the branches share their past and nothing else',
    shared > 0 && shared < Math.min(own.entries.length, other.entries.length),
    `${shared} entries of ${own.entries.length} and ${other.entries.length}`,
  )
}

/** Rows of these wishes, and rows that belong to no wish at all. */
function partOf(
  kept: Awaited<ReturnType<typeof keptOfShops>>,
  wishes: readonly { reference: string }[],
  all: ReadonlySet<string>,
) {
  const own = new Set(wishes.map(({ reference }) => reference))
  return {
    ...kept,
    shipments: kept.shipments.filter(
      ({ reference }) => reference === null || own.has(reference) || !all.has(reference),
    ),
  }
}
