import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isAlive } from '@cubby/server/db/embedded/postmaster'

/**
 * A temporary folder that knows whose it is. First ends and removes what killed runs have left under this name:
 * a database outlives its server, as the product wants it to.
 */
export async function ownFolder(prefix: string, end: (dir: string) => Promise<void>) {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(prefix))
  for (const name of names) {
    const dir = join(tmpdir(), name)
    const owner = Number(await readFile(join(dir, 'owner'), 'utf8').catch(() => '0'))
    if (!owner || isAlive(owner)) continue
    await end(dir).catch(() => {})
    await rm(dir, { recursive: true, force: true })
  }
  const dir = await mkdtemp(join(tmpdir(), prefix))
  await writeFile(join(dir, 'owner'), String(process.pid))
  return dir
}
