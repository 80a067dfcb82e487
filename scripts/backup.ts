/**
 * `npm run backup -- --to DIR`: copies the built-in database of `DATA_DIR` while the server runs. What is in the
 * backup and what is not, and how to restore it: `docs/guides/back-up-and-restore.md`.
 */
import { parseArgs } from 'node:util'
import { realClock } from '@cubby/keys/real-clock'
import { AppError } from '@cubby/kit/app-error'
import { configFrom } from '@cubby/server/config'
import { backUp } from '@cubby/server/db/backup/back-up'

const usage = `npm run backup -- --to DIR [--with-keys]

  --to DIR      a folder that is not there yet, or empty
  --with-keys   also the keys of the network and the operator's key: such a backup opens doors
`
const log = {
  info: (line: string) => console.log(line),
  warn: (line: string) => console.warn(line),
}

try {
  const { values } = parseArgs({
    options: { to: { type: 'string' }, 'with-keys': { type: 'boolean', default: false } },
  })
  if (!values.to) throw new AppError('config/invalid', `--to: name the folder\n\n${usage}`)
  const { dataDir, database } = configFrom(process.env)
  if (database.kind === 'postgres')
    throw new AppError(
      'config/invalid',
      'DATABASE_URL names a PostgreSQL of yours: back it up with pg_basebackup or pg_dump (docs/guides/back-up-and-restore.md)',
    )
  const withKeys = values['with-keys']
  await backUp({ dataDir, to: values.to, withKeys, clock: realClock, log })
  console.log(`The database of ${dataDir} is in ${values.to}.`)
  console.log(
    withKeys
      ? 'The keys of the network are in it, too: whoever has this folder can open every locker.'
      : `The keys are NOT in it: keep a copy of ${dataDir}/keys and ${dataDir}/operator-key.txt somewhere else. Without them the backup cannot be restored.`,
  )
} catch (error) {
  if (!(error instanceof AppError) && !(error instanceof TypeError)) throw error
  console.error(`No backup: ${error.message}`)
  process.exitCode = 1
}
