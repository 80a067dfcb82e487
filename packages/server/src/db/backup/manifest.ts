import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256 } from '@cubby/keys/digest'
import { AppError } from '@cubby/kit/app-error'
import { z } from 'zod'

/** What a backup says of itself. It is written last: a folder without it is no backup. */
const manifest = z.strictObject({
  format: z.literal(1),
  takenAt: z.string(),
  /** The version of PostgreSQL that wrote the files; another one cannot read them. */
  postgres: z.int(),
  /** Tells the keys of this network from those of another, and nothing else of them. */
  keys: z.string().nullable(),
  hasKeys: z.boolean(),
})
export type Manifest = z.infer<typeof manifest>

export const MANIFEST = 'backup.json'

/** Reads what a folder says of the backup in it. Throws `config/invalid` when it is none. */
export async function readManifest(dir: string): Promise<Manifest> {
  const text = await readFile(join(dir, MANIFEST), 'utf8').catch(() => null)
  if (text === null)
    throw new AppError('config/invalid', `${dir} holds no finished backup: ${MANIFEST} is missing`)
  const read = manifest.safeParse(JSON.parse(text))
  if (read.success) return read.data
  throw new AppError('config/invalid', `${dir} holds a backup that this version does not know`)
}

/** A word for the keys in this folder that does not give them away; null when there are none. */
export async function keysIn(dataDir: string): Promise<string | null> {
  const path = join(dataDir, 'keys', 'keys.json')
  // The file holds 32 random bytes, which nobody finds by trying.
  return existsSync(path) ? sha256(await readFile(path, 'utf8')).slice(0, 32) : null
}
