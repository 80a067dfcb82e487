/**
 * `npm run verify-activity [-- --known SEQ:HASH]`: walks the chain of the activity and says whether every row is what was written.
 * Ends with 1 when something is wrong. What it finds and what not: `docs/guides/activity-and-privacy.md`.
 */
import { parseArgs } from 'node:util'
import { realClock } from '@cubby/keys/real-clock'
import { AppError } from '@cubby/kit/app-error'
import { verifyActivity } from '@cubby/server/activity/verify-activity'
import { configFrom, keysDirOf } from '@cubby/server/config'
import { openDatabase } from '@cubby/server/db/database'
import { startEmbedded } from '@cubby/server/db/embedded'
import { loadServerKeys } from '@cubby/server/keys/server-keys'

const usage = `npm run verify-activity [-- --known SEQ:HASH]

  --known SEQ:HASH   a row that was written down elsewhere before, as an earlier run told it
`

try {
  const { values } = parseArgs({ options: { known: { type: 'string' } } })
  const known = values.known === undefined ? null : knownFrom(values.known)
  const config = configFrom(process.env)
  await using undo = new AsyncDisposableStack()
  const database = openDatabase(await urlOf(config, undo), { max: 2 })
  undo.defer(() => database.close())
  const keys = loadServerKeys(keysDirOf(config))
  const verdict = await verifyActivity({ db: database.kysely, keys }, known)
  const { holds, unsealed, erased, findings, head } = verdict
  console.log(`${count(holds)} rows hold, of ${count(head.seq - head.cut_seq)} in the chain.`)
  if (erased > 0)
    console.log(`Of them ${count(erased)} without their details: a row tells of each erasure.`)
  if (head.cut_seq > 0)
    console.log(`The first ${count(head.cut_seq)} were cut off when their time was over.`)
  if (unsealed > 0) console.log(`${count(unsealed)} rows have no place in the chain yet.`)
  console.log(`The chain ends with ${head.seq}:${head.hash}`)
  for (const { kind, seq, row, detail } of findings)
    console.error(`${kind.toUpperCase()} ${seq ?? ''} ${row ?? ''}: ${detail}`)
  if (findings.length > 0) {
    console.error(`The activity is NOT what was written: ${findings.length} findings.`)
    process.exitCode = 1
  }
} catch (error) {
  if (!(error instanceof AppError) && !(error instanceof TypeError)) throw error
  console.error(`Not verified: ${error.message}`)
  process.exitCode = 1
}

function knownFrom(text: string): { seq: number; hash: string } {
  const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? []
  if (seq === undefined || hash === undefined)
    throw new AppError('config/invalid', `--known: a number, a colon and a hash\n\n${usage}`)
  return { seq: Number(seq), hash }
}

function count(rows: number) {
  return rows.toLocaleString('en-US')
}

/** A built-in database whose server runs is asked there; else it is started for this. */
async function urlOf(config: ReturnType<typeof configFrom>, undo: AsyncDisposableStack) {
  if (config.database.kind === 'postgres') return config.database.url
  const log = { info: () => {}, warn: (line: string) => console.warn(line) }
  const embedded = await startEmbedded({ dir: config.database.dir, clock: realClock, log })
  if (!embedded.isAdopted) undo.defer(async () => void (await embedded.stop()))
  return embedded.url
}
