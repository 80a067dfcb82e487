import { rm } from 'node:fs/promises'
import { realClock } from '@cubby/keys/real-clock'
import { type Embedded, startEmbedded } from '@cubby/server/db/embedded'
import { ownFolder } from '../own-folder.ts'

const PREFIX = 'cubby-test-pg-'

export type TestServer = AsyncDisposable & { url: string }

/**
 * The PostgreSQL of TEST_DATABASE_URL, else one of its own in a temporary folder, gone when it goes out
 * of scope. Tests that only need the right answers save every fsync; soaks and benches ask for `isDurable`.
 */
export async function testServer(options?: { isDurable?: boolean }): Promise<TestServer> {
  const given = process.env['TEST_DATABASE_URL']
  if (given) return { url: given, [Symbol.asyncDispose]: async () => {} }
  const dir = await ownFolder(PREFIX, endDatabaseIn)
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

/** Adopted if it still runs, else started: either way it can then be stopped in order. */
async function endDatabaseIn(dir: string) {
  const embedded = await startEmbedded({ dir, clock: realClock, log: quiet })
  await embedded.stop({ evenIfShared: true })
}
