import { parseArgs } from 'node:util'
import { seconds } from '@cubby/kit/clock'
import { prng } from '@cubby/kit/prng'
import { realClock } from '@cubby/keys/real-clock'
import { openDatabase } from '@cubby/server/db/database'
import { freshDatabase } from '@cubby/testing/postgres/fresh-database'
import { testServer } from '@cubby/testing/postgres/instance'
import { soakFeed, streamTechnique } from './feed-soak.ts'

/**
 * `npm run soak:feed -- --seconds 60 --writers 16`: does a polling reader ever miss a committed change?
 * Ends with one JSON line; exit code 1 when it did. Durable, as in production.
 */
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    writers: { type: 'string', default: '16' },
    seed: { type: 'string', default: 'feed' },
    json: { type: 'boolean', default: false },
  },
})
const duration = seconds(wholeNumber('seconds', values.seconds))
const writers = wholeNumber('writers', values.writers)

const stop = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort())

await using server = await testServer({ isDurable: true })
await using fresh = await freshDatabase(server.url)
const database = openDatabase(fresh.url, { max: writers + 2 })
if (!values.json)
  process.stderr.write(
    `${writers} writers and one reader for ${values.seconds} s; seed ${values.seed}\n`,
  )
const report = await soakFeed({
  db: database.kysely,
  technique: streamTechnique(database.kysely, realClock),
  clock: realClock,
  chance: prng(values.seed),
  writers,
  duration,
  signal: stop.signal,
})
await database.close()
process.stdout.write(`${JSON.stringify(report)}\n`)
process.exitCode = report.missed > 0 ? 1 : 0

function wholeNumber(name: string, text: string): number {
  const value = Number(text)
  if (Number.isInteger(value) && value > 0) return value
  process.stderr.write(`--${name} takes a whole number above 0, not ${text}\n`)
  process.exit(2)
}
