/**
 * `npm run break-glass -- --reason WHY`: opens the account for emergencies of the network whose server runs with this environment,
 * for one sign-in within an hour. Everybody who looks at the alarms learns of it: `docs/guides/staff-sign-in.md`.
 */
import { parseArgs } from 'node:util'
import { isoTime } from '@cubby/kit/clock'
import { AppError } from '@cubby/kit/app-error'
import { realClock, realIds } from '@cubby/keys/real-clock'
import { configFrom } from '@cubby/server/config'
import { readyDatabase } from '@cubby/server/db/ready-database'
import { openEmergency } from '@cubby/server/emergency/open-emergency'
import { pgPokes } from '@cubby/server/link/pokes/pg-pokes'
import { logToStderr } from '@cubby/server/logger'

const usage = `npm run break-glass -- --reason WHY

  --reason WHY   why nobody can sign in as usual; it stands in the alarm
`

try {
  const { values } = parseArgs({ options: { reason: { type: 'string' } } })
  const reason = values.reason?.trim() ?? ''
  if (reason === '') throw new AppError('config/invalid', `--reason: say why\n\n${usage}`)
  await using undo = new AsyncDisposableStack()
  const log = logToStderr('warn')
  const { url, database } = await readyDatabase(configFrom(process.env), log, undo)
  const pokes = pgPokes({ url, clock: realClock, ids: realIds, log })
  undo.defer(() => pokes.stop())
  const ctx = { clock: realClock, ids: realIds, db: database.kysely, pokes }
  const { email, password, until } = await openEmergency(ctx, reason.slice(0, 1_000))
  console.log(`E-mail:   ${email}`)
  console.log(`Password: ${password}`)
  console.log(`Good for one sign-in, until ${isoTime(until)}. It is shown this once.`)
} catch (error) {
  if (!(error instanceof AppError) && !(error instanceof TypeError)) throw error
  console.error(`Not opened: ${error.message}`)
  process.exitCode = 1
}
