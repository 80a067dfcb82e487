import { must } from '@cubby/kit/assert'
import { type Millis, seconds } from '@cubby/kit/clock'
import { type Program, type ProgramOptions, startProgram, untilHealthy } from './program.ts'

/** A program that is started, killed and started again under the same address and with the same files. */
export type Service = AsyncDisposable & {
  url: string
  readonly program: Program
  /** Starts the process and does not wait for it. */
  launch(): Promise<void>
  /** Waits until it answers. */
  ready(): Promise<void>
  /** Both. */
  start(): Promise<void>
  kill(): Promise<void>
  stop(): Promise<void>
}

export type ServiceOptions = ProgramOptions & {
  url: string
  /** The path that answers with a success once people can be served. */
  healthPath: string
  readyWithin?: Millis
}

/** Describes a service; nothing runs before `start`. */
export function service(options: ServiceOptions): Service {
  const { url, healthPath, readyWithin = seconds(60) } = options
  let program: Program | null = null
  const running = () => must(program, `${options.name} was never started`)
  const launch = async () => {
    if (program?.isRunning) throw new Error(`${options.name} runs already`)
    program = await startProgram(options)
  }
  const ready = () => untilHealthy(running(), `${url}${healthPath}`, readyWithin)
  const kill = async () => program?.kill()
  return {
    url,
    get program() {
      return running()
    },
    launch,
    ready,
    start: async () => {
      await launch()
      await ready()
    },
    kill,
    stop: async () => {
      await program?.stop()
    },
    [Symbol.asyncDispose]: kill,
  }
}
