import { readFile, realpath, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { AppError } from '@cubby/kit/app-error'

/** The user that PostgreSQL runs as. It refuses to run as root; null means "as ourselves". */
export type RunAs = { uid: number; gid: number } | null

/** PostgreSQL's own user where there is one, else the one that every Linux has. */
const CANDIDATES = ['postgres', 'nobody']

/**
 * Whom to run PostgreSQL as: null unless we are root, who may not. Files that are there already keep
 * their owner: PostgreSQL refuses those of another user.
 */
export async function unprivilegedUser(pgData: string): Promise<RunAs> {
  if (process.getuid?.() !== 0) return null
  const owner = await stat(pgData).catch(() => null)
  if (owner !== null && owner.uid > 0) return { uid: owner.uid, gid: owner.gid }
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '')
  const users = passwd.split('\n').map((line) => line.split(':'))
  for (const name of CANDIDATES) {
    const [, , uid, gid] = users.find((user) => user[0] === name) ?? []
    if (Number(uid) > 0 && Number(gid) > 0) return { uid: Number(uid), gid: Number(gid) }
  }
  throw new AppError(
    'database/unavailable',
    'PostgreSQL does not run as root and there is no user postgres or nobody; start the server as another user or set DATABASE_URL',
  )
}

/** True when every folder on the way to `path`, and `path` itself, may be entered by that user. */
export async function canReach(path: string, user: RunAs): Promise<boolean> {
  if (user === null) return true
  for (let at = await realpath(path); ; at = dirname(at)) {
    const { mode, uid, gid } = await stat(at)
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001
    if ((mode & bit) === 0) return false
    if (at === dirname(at)) return true
  }
}
