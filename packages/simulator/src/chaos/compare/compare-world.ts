import type { Database } from '@cubby/server/db/database'
import { serverHashes } from '@cubby/testing/network/server-log'
import type { Ledger } from '../people/ledger.ts'
import type { Machine } from '../world/machine.ts'
import type { World } from '../world/world.ts'
import { compareCommands } from './commands.ts'
import { compareFeeds, type TwoFeeds } from './feeds.ts'
import { type Finding, mismatch } from './finding.ts'
import { compareJournals } from './journals.ts'
import { machineSide } from './machine-side.ts'
import { compareMessages, compareReady } from './messages.ts'
import { compareMirror, foldOf } from './mirrors.ts'
import { comparePeople, compareSteel } from './people.ts'
import { comparePulses } from './pulses.ts'
import { commandsKept, keptOfShops, messagesKept, mirrorOf, streamsKept } from './server-side.ts'

/** All that was compared, with how much of it there was: a comparison of nothing proves nothing. */
export type Comparison = { findings: Finding[]; counted: Record<string, number> }

/** Every ledger against every other. Call it when the lockers have ended and the servers are at rest. */
export async function compareWorld(
  world: World,
  database: Database,
  ledger: Ledger,
): Promise<Comparison> {
  const counted = { entries: 0, pulses: 0, cellsAndStays: 0, feedItems: 0 }
  const findings: Finding[] = []
  const streams = await streamsKept(database.kysely)
  for (const machine of world.machines) {
    const one = await compareMachine(machine, { database, ledger, streams })
    findings.push(...one.findings)
    for (const name of Object.keys(counted) as (keyof typeof counted)[])
      counted[name] += one.counted[name]
  }
  const kept = await keptOfShops(database.kysely)
  const messages = await messagesKept(database.kysely)
  const arrived = world.ears.heard()
  findings.push(
    ...comparePeople(ledger, kept),
    ...compareMessages(messages, arrived),
    ...compareReady(
      kept.shipments.filter(({ status }) => status === 'ready'),
      messages.filter(({ channel }) => channel === 'sms'),
    ),
    ...compareCommands(ledger.commands, await commandsKept(database.kysely)),
  )
  return {
    findings,
    counted: {
      ...counted,
      shipments: kept.shipments.length,
      parcels: kept.parcels.length,
      messages: messages.length,
      deliveries: arrived.length,
      commands: ledger.commands.length,
    },
  }
}

type Ground = { database: Database; ledger: Ledger; streams: ReadonlyMap<string, TwoFeeds['real']> }

async function compareMachine(machine: Machine, { database, ledger, streams }: Ground) {
  const { name, id, doors } = machine
  const own = await machineSide(machine)
  const kept = await serverHashes(database, id)
  const others = [...kept.keys()].filter((journal) => journal !== own.journal)
  const mirror = await mirrorOf(database.kysely, machine)
  const pulses = await doors.pulses()
  const followed = [...streams.keys()].filter(
    (stream) => !stream.startsWith('locker:') || stream === `locker:${id}`,
  )
  const feeds = followed
    .filter((stream) => own.feeds.has(stream) || !stream.startsWith('org:'))
    .map((stream): TwoFeeds => ({
      machine: name,
      stream,
      held: own.feeds.get(stream) ?? null,
      real: streams.get(stream) ?? { epoch: '', head: 0, items: [] },
    }))
  const findings: Finding[] = [
    ...others.map((journal) => mismatch(`${name}: the server also has ${journal}`)),
    ...compareJournals({
      machine: name,
      entries: own.entries,
      kept: kept.get(own.journal as `jrn_${string}`) ?? [],
    }),
    ...compareMirror(foldOf(own.entries), mirror),
    ...comparePulses(name, own.entries, pulses),
    ...compareSteel(machine, await doors.full(), ledger),
    ...feeds.flatMap(compareFeeds),
  ]
  return {
    findings,
    counted: {
      entries: own.entries.length,
      pulses: pulses.length,
      cellsAndStays: mirror.cells.length + mirror.stays.length,
      feedItems: feeds.reduce((sum, { real }) => sum + real.items.length, 0),
    },
  }
}
