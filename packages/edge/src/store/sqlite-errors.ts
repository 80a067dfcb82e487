import { AppError } from '@cubby/kit/app-error'

const FULL = 13
const BUSY = 5
const LOCKED = 6

/** Runs work on the database and says in our own codes what went wrong. */
export function speaking<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    const code = (error as { errcode?: number }).errcode
    if (code === undefined) throw error
    const cause = { cause: error }
    const primary = code & 0xff
    if (primary === FULL)
      throw new AppError('journal/disk-full', 'the disk of this locker is full', cause)
    if (primary === BUSY || primary === LOCKED)
      throw new AppError('config/invalid', 'another program has this journal open', cause)
    throw new AppError(
      'journal/damaged',
      `the journal cannot be read or written (SQLite ${code})`,
      cause,
    )
  }
}
