import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { realClock } from '@cubby/keys/real-clock'
import { type Embedded, startEmbedded } from '@cubby/server/db/embedded'

const PREFIX = 'cubby-test-pg-'

export type TestServer = AsyncDisposable & { url: string }

/**
 * The PostgreSQL of TEST_DATABASE_URL, else one of its own in a temporary folder, gone when it goes out
 * of scope. Tests that only need the right answers save every fsync; soaks and benches ask for `isDurable`.
 */
export async function testServer(options?: { isDurable?: boolean }): Promise<TestServer> {
  const given = process.env['TEST_DATABASE_URL']
  if (given) return { url: given, [Symbol.asyncDispose]: async () => {} }
  await sweepAbandoned()
  const dir = await mkdtemp(join(tmpdir(), PREFIX))
  await writeFile(join(dir, 'owner'), String(process.pid))
  const embedded = await startEmbedded({
    dir,
    clock: realClock,
    log: quiet,
    settings: options?.isDurable ? {} : careless,
  })
  return { url: embedded.url, [Symbol.asyncDispose]: () => discard(embedded, dir) }
}

/** Faster, and a power cut destroys it: for databases that are thrown away. */
const careless = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  // Every test file has a pool of its own.
  max_connections: '300',
}

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
