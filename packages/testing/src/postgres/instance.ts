import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { realClock } from '@cubby/keys/real-clock'
import { type Embedded, startEmbedded } from '@cubby/server/db/embedded'

const PREFIX = 'cubby-test-pg-'

export type TestInstance = { url: string; stop(): Promise<void> }

/**
 * A PostgreSQL of its own in a temporary folder, gone with `stop()`. Tests that only need the right
 * answers leave `isDurable` out and save every fsync; soaks and benches ask for it.
 */
export async function startTestInstance(options?: { isDurable?: boolean }): Promise<TestInstance> {
  await sweepAbandoned()
  const dir = await mkdtemp(join(tmpdir(), PREFIX))
  await writeFile(join(dir, 'owner'), String(process.pid))
  const embedded = await startEmbedded({
    dir,
    clock: realClock,
    log: quiet,
    settings: { max_connections: '300', ...(options?.isDurable ? {} : careless) },
  })
  return { url: embedded.url, stop: () => discard(embedded, dir) }
}

/** Faster, and a power cut destroys it: for databases that are thrown away. */
const careless = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

const quiet = { info: () => {}, warn: (text: string) => process.stderr.write(`${text}\n`) }

async function discard(embedded: Embedded, dir: string) {
  await embedded.stop({ evenIfShared: true })
  await rm(dir, { recursive: true, force: true })
}

/** Ends what a killed test run has left: its PostgreSQL outlives it, as the product wants it to. */
async function sweepAbandoned() {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(PREFIX))
  for (const name of names) {
    const dir = join(tmpdir(), name)
    const owner = Number(await readFile(join(dir, 'owner'), 'utf8').catch(() => '0'))
    if (!owner || isAlive(owner)) continue
    // Adopted if it still runs, else started: either way it can then be stopped in order.
    const embedded = await startEmbedded({ dir, clock: realClock, log: quiet }).catch(() => null)
    if (embedded) await discard(embedded, dir)
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
