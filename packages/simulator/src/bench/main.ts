import { realClock, realIds } from '@cubby/keys/real-clock'
import { askedFor } from '../asked-for.ts'
import type { Bench } from './bench.ts'
import { type GrowthTable, recordOfGrowth, textOf } from './growth/table.ts'
import { type Figure, holds, recordOf, tableOf } from './figure.ts'
import { boardBus } from './measure/locker/board-bus.ts'
import { codeToPulse } from './measure/locker/code-to-pulse.ts'
import { directoryChange } from './measure/link/directory-change.ts'
import { emptySyncs } from './measure/link/empty-syncs.ts'
import { entriesApplied } from './measure/link/entries-applied.ts'
import { pokeStreams } from './measure/link/poke-streams.ts'
import { growth } from './measure/lists/growth.ts'
import { officeLists } from './measure/lists/office-lists.ts'
import { reconnect } from './measure/link/reconnect.ts'
import { screens } from './measure/locker/screens.ts'
import { type BenchOptions, type MeasurementName, optionsFrom, usage } from './options.ts'
import { benchPlace } from './run/place.ts'
import { foundNetwork } from './setup/network.ts'

/**
 * `npm run -s bench -- [--only NAME] [--seconds N] [--json]`: what the figures mean stands in
 * `docs/reference/bench.md`. Exit code 1 when a limit was missed.
 */
const measures: Record<MeasurementName, (bench: Bench) => Promise<Figure[]>> = {
  codeToPulse,
  boardBus,
  entriesApplied,
  emptySyncs,
  directoryChange,
  reconnect,
  pokeStreams,
  growth,
  officeLists,
  screens,
}

const options = askedFor(optionsFrom, usage)
const stop = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort())

const tables: GrowthTable[] = []
const figures = await run(options)
console.log([tableOf(figures), ...tables.map(textOf)].join('\n\n'))
if (options.json) {
  const growths = Object.fromEntries(tables.map((table) => [table.by, recordOfGrowth(table)]))
  console.log(JSON.stringify({ ...recordOf(figures), growth: growths }))
}
process.exitCode = figures.every(holds) ? 0 : 1

async function run({ only, profileDir, ...sizes }: BenchOptions): Promise<Figure[]> {
  const say = (text: string) => console.error(`  ${text}`)
  say('starting a database and a server')
  await using place = await benchPlace({ profileDir })
  const ground = {
    db: place.database.kysely,
    ids: realIds,
    keys: place.keys,
    now: realClock.now(),
  }
  const network = await foundNetwork(ground)
  const bench: Bench = {
    place,
    ground,
    network,
    ...sizes,
    keep: (table) => void tables.push(table),
    say,
    signal: stop.signal,
  }
  const figures: Figure[] = []
  for (const name of only) {
    console.error(name)
    figures.push(...(await measures[name](bench)))
  }
  return figures
}
