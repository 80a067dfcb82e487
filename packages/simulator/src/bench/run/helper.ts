import { fileURLToPath } from 'node:url'
import { seconds } from '@cubby/kit/clock'
import { startProgram, untilOf } from '@cubby/testing/network/program'

/** A small program beside the bench that tells things in lines of JSON. */
export type Helper<Line> = AsyncDisposable & {
  pid: number
  /** Waits for a line that was said already or is said from now on. */
  told<Found extends Line>(what: string, is: (line: Line) => line is Found): Promise<Found>
  /** Called with every line from now on. */
  onLine(hear: (line: Line) => void): void
  stop(): Promise<void>
}

const WITHIN = seconds(120)

/** Starts `bench/<folder>/main.ts`; it is gone when this goes out of scope. */
export async function helper<Line extends object>(
  folder: 'bare' | 'listeners',
  args: readonly string[],
): Promise<Helper<Line>> {
  const lines: Line[] = []
  const ears = new Set<(line: Line) => void>()
  const program = await startProgram({
    name: folder,
    main: fileURLToPath(new URL(`../${folder}/main.ts`, import.meta.url)),
    args,
    onLine(text) {
      if (!text.startsWith('{')) return
      const line = JSON.parse(text) as Line
      lines.push(line)
      for (const hear of ears) hear(line)
    },
  })
  const stop = async () => void (await program.stop())
  return {
    pid: program.pid,
    told: (what, is) => untilOf(program, what, () => lines.find(is) ?? null, WITHIN),
    onLine: (hear) => void ears.add(hear),
    stop,
    [Symbol.asyncDispose]: () => program[Symbol.asyncDispose](),
  }
}

/** The address of a bare server, once it listens. */
export async function bareUrl(bare: Helper<{ port: number }>): Promise<string> {
  const { port } = await bare.told('a port', (line): line is { port: number } => 'port' in line)
  return `http://127.0.0.1:${port}`
}
