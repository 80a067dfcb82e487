/**
 * `npm run restore -- --from DIR`: puts a backup in the place of the built-in database of `DATA_DIR` and gives its
 * feeds new epochs, before any server serves from it. `docs/guides/back-up-and-restore.md` tells what follows.
 */
import { parseArgs } from 'node:util'
import { realClock } from '@cubby/keys/real-clock'
import { AppError } from '@cubby/kit/app-error'
import { type Config, configFrom } from '@cubby/server/config'
import { restore } from '@cubby/server/db/backup/restore'
import { openDatabase } from '@cubby/server/db/database'
import { renewEpochs } from '@cubby/server/feed/feed-upkeep'

const usage = `npm run restore -- --from DIR [--replace]
npm run restore -- --renew-epochs

  --from DIR       a folder that npm run backup has filled
  --replace        put the database that is there aside, and restore in its place
  --renew-epochs   for a PostgreSQL of yours (DATABASE_URL): the last step of a restore, before any server starts
`
const log = {
  info: (line: string) => console.log(line),
  warn: (line: string) => console.warn(line),
}

try {
  const { values } = parseArgs({
    options: {
      from: { type: 'string' },
      replace: { type: 'boolean', default: false },
      'renew-epochs': { type: 'boolean', default: false },
    },
  })
  const config = configFrom(process.env)
  if (values['renew-epochs']) await renewOnly(config)
  else await restoreFrom(config, values.from, values.replace)
} catch (error) {
  if (!(error instanceof AppError) && !(error instanceof TypeError)) throw error
  console.error(`Not restored: ${error.message}`)
  process.exitCode = 1
}

async function restoreFrom(
  { dataDir, database }: Config,
  from: string | undefined,
  replace: boolean,
) {
  if (!from) throw new AppError('config/invalid', `--from: name the folder\n\n${usage}`)
  if (database.kind === 'postgres')
    throw new AppError(
      'config/invalid',
      'DATABASE_URL names a PostgreSQL of yours: restore it with its own tools, then run this with --renew-epochs',
    )
  const { manifest, putAside } = await restore({ dataDir, from, replace, clock: realClock, log })
  console.log(`${dataDir} is as it was at ${manifest.takenAt}, and its feeds have new epochs.`)
  if (putAside !== null) console.log(`The database that was there lies in ${putAside}.`)
  console.log('Start the servers: lockers hand over again what the backup does not know.')
}

async function renewOnly({ database }: Config) {
  if (database.kind === 'embedded')
    throw new AppError('config/invalid', 'set DATABASE_URL; the built-in database needs --from')
  const opened = openDatabase(database.url, { max: 1 })
  try {
    await renewEpochs(opened.kysely)
    console.log('Every feed has a new epoch: lockers take snapshots as they come back.')
  } finally {
    await opened.close()
  }
}
