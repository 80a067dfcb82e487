import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { realClock } from '@cubby/keys/real-clock'
import { type Millis, seconds } from '@cubby/kit/clock'
import { until } from './until.ts'

export type Ending = { code: number | null; signal: NodeJS.Signals | null }

/** A program of ours that runs as a process of its own. */
export type Program = AsyncDisposable & {
  readonly name: string
  readonly pid: number
  readonly isRunning: boolean
  readonly ended: Promise<Ending>
  /** What it last said, for the message of a failure. */
  lastWords(): string
  /** SIGKILL, and back when the process is gone: no handler runs, nothing is flushed. */
  kill(): Promise<void>
  /** SIGTERM, and back when it has ended in order; SIGKILL and an error when it does not. */
  stop(): Promise<Ending>
}

export type ProgramOptions = {
  name: string
  /** The file that Node runs. */
  main: string
  args?: readonly string[]
  /** All that it gets besides PATH and the like: settings of the person at the keyboard must not leak in. */
  env?: Readonly<Record<string, string>>
  onLine?: (line: string) => void
  stopsWithin?: Millis
  /** A process group of its own: Ctrl-C on the terminal is for whoever started it. */
  isDetached?: boolean
}

const LINES_KEPT = 60

/** Starts a program with the Node that runs us. It may not be ready yet when this returns. */
export async function startProgram(options: ProgramOptions): Promise<Program> {
  const { name, stopsWithin = seconds(20) } = options
  const child = spawn(process.execPath, [options.main, ...(options.args ?? [])], {
    env: { ...inherited(), ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: options.isDetached ?? false,
  })
  const lines: string[] = []
  const read = (line: string) => {
    lines.push(line)
    if (lines.length > LINES_KEPT) lines.shift()
    options.onLine?.(line)
  }
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', read)
  const ended = endingOf(child)
  const { pid } = child
  if (pid === undefined) {
    await ended
    throw new Error(`${name} could not be started: ${lines.join('\n')}`)
  }
  const isRunning = () => child.exitCode === null && child.signalCode === null
  const kill = async () => {
    if (isRunning()) child.kill('SIGKILL')
    await ended
  }
  const stop = async () => {
    if (isRunning()) child.kill('SIGTERM')
    const patience = new AbortController()
    const ending = await Promise.race([ended, realClock.sleep(stopsWithin, patience.signal)])
    patience.abort()
    if (ending) return ending
    await kill()
    throw new Error(`${name} did not end when told to:\n${lines.join('\n')}`)
  }
  return {
    name,
    pid,
    get isRunning() {
      return isRunning()
    },
    ended,
    lastWords: () => lines.join('\n'),
    kill,
    stop,
    [Symbol.asyncDispose]: kill,
  }
}

/** Waits until this address answers with a success; throws with the program's last words when it ends first. */
export async function untilHealthy(program: Program, url: string, within: Millis): Promise<void> {
  await untilOf(program, `${program.name} answers at ${url}`, () => answers(url), within)
}

/** As `until`, but gives up as soon as the program has ended. */
export async function untilOf<T>(
  program: Program,
  what: string,
  look: () => Promise<T | null | false> | T | null | false,
  within: Millis,
): Promise<T> {
  return until(
    what,
    async () => {
      const found = await look()
      if (found === null || found === false) mustRun(program)
      return found
    },
    within,
  ).catch((cause: unknown) => {
    throw new Error(`${String(cause)}\n${program.name} said:\n${program.lastWords()}`, { cause })
  })
}

function mustRun(program: Program) {
  if (!program.isRunning) throw new Error(`${program.name} has ended`)
}

async function answers(url: string): Promise<boolean> {
  try {
    const reply = await fetch(url, { signal: AbortSignal.timeout(2_000) })
    await reply.arrayBuffer()
    return reply.ok
  } catch {
    return false
  }
}

function inherited(): Record<string, string> {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'TZ', 'LANG', 'SystemRoot', 'NODE_COMPILE_CACHE']
  return Object.fromEntries(
    kept.flatMap((name) => {
      const value = process.env[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
}

async function endingOf(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve) => {
    child.once('error', () => resolve({ code: null, signal: null }))
    // `close` comes after the last line was read; `exit` may come before.
    child.once('close', (code, signal) => resolve({ code, signal }))
  })
}
