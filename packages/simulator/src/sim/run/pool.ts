import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { DayKind } from './bad-day.ts'
import type { Task, TaskResult } from './worker.ts'

const main = fileURLToPath(new URL('./worker.ts', import.meta.url))
const plantings = new URL('../mutants/plant.ts', import.meta.url).href

/** What one process has compiled the others need not: each hunt has a process of its own. A changed source is compiled anew. */
let compiled: string | null = null
function compileCache(): string {
  if (compiled) return compiled
  const dir = mkdtempSync(join(tmpdir(), 'cubby-sim-compiled-'))
  process.once('exit', () => rmSync(dir, { recursive: true, force: true }))
  return (compiled = dir)
}

/** A process that lives through days one after another, with a planted defect or without. */
export class Worker implements AsyncDisposable {
  readonly #child: ChildProcess
  #next = 0
  readonly #waiting = new Map<number, PromiseWithResolvers<TaskResult>>()

  constructor(mutant: string | null = null) {
    this.#child = fork(main, [], {
      execArgv: mutant === null ? [] : ['--import', plantings],
      env: {
        NODE_COMPILE_CACHE: compileCache(),
        ...process.env,
        ...(mutant === null ? {} : { CUBBY_MUTANT: mutant }),
      },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    this.#child.on('message', (result: TaskResult) => {
      this.#waiting.get(result.id)?.resolve(result)
      this.#waiting.delete(result.id)
    })
    this.#child.on('exit', (code, signal) => {
      const error = new Error(`a worker ended with ${signal ?? code}`)
      for (const { reject } of this.#waiting.values()) reject(error)
      this.#waiting.clear()
    })
  }

  /** Lives through one day. Rejects when the process breaks down over it. */
  live(seed: number, kind: DayKind | null): Promise<TaskResult> {
    const task: Task = { id: ++this.#next, seed: String(seed), kind }
    const waiting = Promise.withResolvers<TaskResult>()
    this.#waiting.set(task.id, waiting)
    this.#child.send(task)
    return waiting.promise
  }

  async [Symbol.asyncDispose]() {
    this.#waiting.clear()
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const ended = new Promise((resolve) => this.#child.once('exit', resolve))
    this.#child.kill('SIGKILL')
    await ended
  }
}

/** Gives the items to so many hands, each taking the next one when it is free. */
export async function shared<T>(
  items: readonly T[],
  hands: number,
  work: (item: T, hand: number) => Promise<void>,
): Promise<void> {
  let next = 0
  const one = async (hand: number) => {
    while (next < items.length) {
      const item = items[next++]
      if (item !== undefined) await work(item, hand)
    }
  }
  await Promise.all(Array.from({ length: hands }, (_, hand) => one(hand)))
}
