import { AppError } from '@cubby/kit/app-error'
import { type Clock, millis } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import { Bus } from './bus.ts'
import type { BoardDefinition } from './define-board.ts'
import type { Line } from './lines/line.ts'

export type FoundBoard = { address: number; model: string }
export type ProbeOptions = { line: Line; definitions: readonly BoardDefinition[]; clock: Clock }

/**
 * Asks every address in every language for its status, and so tells an installer which boards are there:
 * a CU48 answers only one of the two questions, a CU48B only the other. Moves no lock. A minute at most;
 * the line must not be in use by a running locker.
 */
export async function probeBoards({
  line,
  definitions,
  clock,
}: ProbeOptions): Promise<FoundBoard[]> {
  await using bus = new Bus({ id: 'probe', line, definitions, clock })
  const found: FoundBoard[] = []
  const first = Math.min(...definitions.map(({ addresses }) => addresses.first))
  const last = Math.max(...definitions.map(({ addresses }) => addresses.last))
  for (let address = first; address <= last; address++) {
    const board = await modelAt(bus, address, definitions, clock)
    if (board) found.push({ address, model: board.model })
  }
  return found
}

async function modelAt(
  bus: Bus,
  address: number,
  definitions: readonly BoardDefinition[],
  clock: Clock,
) {
  for (const definition of definitions) {
    if (address < definition.addresses.first || address > definition.addresses.last) continue
    const patience = limits.silentBoardTimeout
    try {
      await bus.request({ definition, address, command: 'status', isUrgent: false, patience })
      return definition
    } catch (error) {
      if (!(error instanceof AppError) || !error.code.startsWith('board/')) throw error
      await clock.sleep(millis(Number(error.extra.retryAfterMs ?? 0)))
    }
  }
  return null
}
