import { fileURLToPath } from 'node:url'
import { cu48 } from '@cubby/drivers/boards/cu48'
import { connectEmulator, type EmulatorClient } from '@cubby/drivers/emulator/emulator-client'
import { seconds } from '@cubby/kit/clock'
import { type Program, startProgram, untilOf } from './program.ts'

/** Lock boards as a program: they keep their doors and what is inside when the edge is killed. */
export type Boards = AsyncDisposable & {
  program: Program
  port: number
  hands: EmulatorClient
}

const main = fileURLToPath(new URL('../emulator/main.ts', import.meta.url))

/** Starts as many boards as that many doors need, of this kind. */
export async function startBoards(doors: number, board = cu48): Promise<Boards> {
  let ready: { port: number; controlPort: number } | null = null
  const program = await startProgram({
    name: 'lock boards',
    main,
    args: ['--model', board.model, '--boards', String(Math.ceil(doors / board.channels))],
    onLine: (line) => (ready ??= line.startsWith('{') ? JSON.parse(line) : null),
  })
  const { port, controlPort } = await untilOf(program, 'ready', () => ready, seconds(15))
  const hands = await connectEmulator(controlPort)
  const end = async () => {
    hands[Symbol.dispose]()
    await program.kill()
  }
  return { program, port, hands, [Symbol.asyncDispose]: end }
}
