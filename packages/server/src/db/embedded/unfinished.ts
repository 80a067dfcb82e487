import { existsSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '@cubby/kit/app-error'

/**
 * A restore that has begun and has not ended: between the two nobody may serve from this folder, because lockers
 * would take versions of another life for news of this one. `before` names where the database that was there goes.
 */
export type Unfinished = { from: string; before: string | null }

const markOf = (dir: string) => join(dir, 'restore-unfinished.json')

/** What was begun in this folder; null when nothing is left to finish. */
export async function unfinishedIn(dir: string): Promise<Unfinished | null> {
  const text = await readFile(markOf(dir), 'utf8').catch(() => null)
  return text === null ? null : (JSON.parse(text) as Unfinished)
}

/** Says that a restore has begun. Durable when this returns, whatever is moved next. */
export const markUnfinished = (dir: string, unfinished: Unfinished) =>
  writeFile(markOf(dir), `${JSON.stringify(unfinished)}\n`, { mode: 0o600, flush: true })

/** Says that it has ended. */
export const markFinished = (dir: string) => rm(markOf(dir))

/** Throws while a restore of this folder is not finished. */
export async function mustBeFinished(dir: string): Promise<void> {
  if (!existsSync(markOf(dir))) return
  throw new AppError(
    'config/invalid',
    `a restore into ${dir} was cut short; run \`npm run restore\` again before anybody serves from it`,
  )
}
