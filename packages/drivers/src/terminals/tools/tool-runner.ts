import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { constants } from 'node:fs'
import { access, open, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '@cubby/kit/app-error'
import { type Clock, type Millis, seconds } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import type { PaymentId } from '@cubby/kit/ids'

export type ToolOptions = {
  program: string
  /** Where the program wants to be started. */
  cwd: string
  /** Where it leaves its answers, and we our mark. */
  folder: string
  /** Its answers, which are deleted before each run. */
  answers: readonly string[]
  clock: Clock
  patience: Millis
}

/** What a program that was asked to stop may take to write its answer. */
const lastWord = seconds(5)

/** Ours, beside the answers: for which operation the program was started. */
const startedFile = 'cubby-started.txt'

/**
 * A maker's program that is started for each operation and leaves its answer in files. It may outlive us: then its
 * answer is found by the next start. Before each run the old answers are deleted, and then is written down for whom it
 * runs; so an answer beside that mark is ours, and without the mark the program was never started.
 */
export class ToolRunner {
  readonly #options: ToolOptions
  readonly #since: Millis
  #ranHere: PaymentId | null = null
  #isRunning = false

  constructor(options: ToolOptions) {
    this.#options = options
    this.#since = options.clock.monotonic()
  }

  get isRunning() {
    return this.#isRunning
  }

  /** Rejects when the program is not there. */
  async check(): Promise<void> {
    try {
      await access(this.#options.program, constants.X_OK)
    } catch (error) {
      throw new AppError('terminal/unavailable', 'the maker’s program is not there', {
        cause: error,
      })
    }
  }

  /**
   * Runs the program to its end. Its exit code says nothing that its files do not say better. A program that does not end in
   * time is asked by `stop`, where it can be, and then ended; what it had done by then nobody knows.
   */
  async run(
    id: PaymentId,
    args: readonly string[],
    patience = this.#options.patience,
    stop?: () => Promise<void>,
  ): Promise<'ran' | 'stopped' | 'not-started'> {
    await this.#begin(`started ${id}`)
    const hasRun = await this.#spawn(args, patience, stop)
    this.#ranHere = id
    return hasRun
  }

  /**
   * Another run that is no operation, such as a copy of the last slip. It overwrites the answers, so it is written down first that
   * those of the operation `about`, if there is one, are not to be looked for any more.
   */
  async ask(about: PaymentId | null, args: readonly string[], patience: Millis) {
    await this.#begin(`unanswered ${about ?? ''}`)
    await this.#spawn(args, patience)
  }

  /** Whether the program was started for this operation, and whether its answers may be there. */
  async startOf(id: PaymentId): Promise<'never' | 'started' | 'unanswered'> {
    const mark = (await this.read(startedFile, 256))?.toString('latin1').trim()
    if (mark === `started ${id}`) return 'started'
    return mark === `unanswered ${id}` ? 'unanswered' : 'never'
  }

  /** Whether it may be at work still, started in an earlier life of ours. */
  mayBeRunning(id: PaymentId): boolean {
    const { clock, patience } = this.#options
    return this.#ranHere !== id && clock.monotonic() - this.#since < patience
  }

  /** An answer's bytes; null when there is no such file. */
  async read(name: string, bytesMax = limits.terminalMessageBytesMax): Promise<Buffer | null> {
    try {
      return (await readFile(join(this.#options.folder, name))).subarray(0, bytesMax)
    } catch {
      return null
    }
  }

  async write(name: string, text: string): Promise<void> {
    await writeFile(join(this.#options.folder, name), text)
  }

  async #begin(mark: string) {
    const { folder, answers } = this.#options
    for (const name of answers) await rm(join(folder, name), { force: true })
    await syncFolder(folder)
    await writeDurably(join(folder, startedFile), mark)
    await syncFolder(folder)
  }

  async #spawn(
    args: readonly string[],
    patience: Millis,
    stop?: () => Promise<void>,
  ): Promise<'ran' | 'stopped' | 'not-started'> {
    const { program, cwd, clock } = this.#options
    // Detached, so that what ends us does not end it half-way through a payment.
    const child = spawn(program, args, { cwd, stdio: 'ignore', windowsHide: true, detached: true })
    const enough = new AbortController()
    let isStopped = false
    const end = async () => {
      await clock.sleep(patience, enough.signal)
      if (stop && !enough.signal.aborted) {
        isStopped = true
        await stop().catch(() => {})
        await clock.sleep(lastWord, enough.signal)
      }
      if (!enough.signal.aborted) child.kill('SIGKILL')
    }
    void end()
    this.#isRunning = true
    try {
      await once(child, 'exit')
      return isStopped ? 'stopped' : 'ran'
    } catch {
      return 'not-started'
    } finally {
      this.#isRunning = false
      enough.abort()
    }
  }
}

async function writeDurably(path: string, text: string) {
  const file = await open(path, 'w')
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** So that deleted answers stay deleted. Windows cannot, and writes its folders at once. */
async function syncFolder(path: string) {
  try {
    const folder = await open(path, 'r')
    try {
      await folder.sync()
    } finally {
      await folder.close()
    }
  } catch {
    // Nothing to be done about it.
  }
}
