import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { realClock } from '@cubby/keys/real-clock'
import { must } from '@cubby/kit/assert'
import { millis } from '@cubby/kit/clock'
import { type Embedded, startEmbedded } from '@cubby/server/db/embedded'
import { isPostgresOf } from '@cubby/server/db/embedded/postmaster'
import { freePort } from '@cubby/testing/network/free-port'
import type { DatabaseEnd } from '../faults/plan.ts'

const log = { info: () => {}, warn: () => {} }
const signals = { fast: 'SIGINT', immediate: 'SIGQUIT', kill: 'SIGKILL' } as const

/** One PostgreSQL for all servers, which none of them has started: it ends when we say so. */
export class ChaosDatabase implements AsyncDisposable {
  readonly dir: string
  #running: Embedded | null = null

  private constructor(dir: string) {
    this.dir = dir
  }

  static async open(dir: string): Promise<ChaosDatabase> {
    const database = new ChaosDatabase(dir)
    // It must come back where the servers look for it.
    await writeFile(join(dir, 'pg.port'), `${await freePort()}\n`)
    await database.start()
    return database
  }

  get url(): string {
    return must(this.#running, 'the database was started').url
  }

  async start(): Promise<void> {
    const before = this.#running?.url
    this.#running = await startEmbedded({ dir: this.dir, clock: realClock, log })
    if (before !== undefined && before !== this.#running.url)
      throw new Error('the database came back under another address')
  }

  /** Ends the postmaster in one of its ways, and resolves when it is gone. */
  async end(how: DatabaseEnd): Promise<void> {
    const { pid } = must(this.#running, 'the database was started')
    const pgData = join(this.dir, 'pg')
    if (!(await isPostgresOf(pid, pgData))) return
    process.kill(pid, signals[how])
    while (await isPostgresOf(pid, pgData)) await realClock.sleep(millis(10))
  }

  async [Symbol.asyncDispose]() {
    await this.end('immediate')
  }
}
