import { type Clock, type Millis, millis } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import { decodeAll, encode, isAddress } from '../codec.ts'
import type { BoardDefinition } from '../define-board.ts'
import { shapeOf } from '../frame-shape.ts'
import type { Line } from '../lines/line.ts'
import { FrameParser } from '../parser.ts'

/** Boards of several sizes may answer in the same words; then all of them are named. */
export type FoundBoard = { address: number; models: string[] }
export type ProbeOptions = {
  line: Line
  definitions: readonly BoardDefinition[]
  clock: Clock
  /** How many addresses of each language are asked, from its lowest one. */
  addresses?: number
  signal?: AbortSignal
}

/** Machines with more boards than this on one pair of wires are rare, and each address costs a quarter of a second. */
const usualAddresses = 16
const silence = millis(50)

/**
 * Asks address by address in every language for a status, and so tells an installer which boards are there: a CU48
 * answers only one of two questions, a CU48B only the other. Moves no lock. Boards without a question to ask, relays
 * for the most part, are not found. The line must not be in use by a running locker.
 */
export async function probeBoards(options: ProbeOptions): Promise<FoundBoard[]> {
  const { definitions, addresses = usualAddresses, signal } = options
  const found: FoundBoard[] = []
  const most = Math.max(...definitions.map((board) => board.addresses.first + addresses))
  for (let address = 0; address < most && !signal?.aborted; address++) {
    const there = definitions.filter(
      (board) =>
        board.commands.status !== undefined &&
        isAddress(board, address) &&
        address < board.addresses.first + addresses,
    )
    const models = await modelsAt(options, address, there)
    if (models.length > 0) found.push({ address, models })
  }
  return found
}

async function modelsAt(
  { line, clock }: ProbeOptions,
  address: number,
  definitions: readonly BoardDefinition[],
): Promise<string[]> {
  const questions = Map.groupBy(definitions, (board) =>
    encode(board, 'status', { address, channel: 0 }).join(' '),
  )
  for (const boards of questions.values()) {
    const [first] = boards
    if (!first) continue
    const heard = await ask(line, encode(first, 'status', { address, channel: 0 }), clock)
    const models = boards.filter((board) => answers(board, address, heard))
    if (models.length > 0) return models.map(({ model }) => model)
  }
  return []
}

/** Everything that comes until the line falls silent. */
async function ask(line: Line, request: Uint8Array, clock: Clock): Promise<Uint8Array> {
  const heard: number[] = []
  const unlisten = line.onData((bytes) => {
    if (heard.length < limits.frameBytesMax * 4) heard.push(...bytes)
  })
  try {
    await line.write(request)
    // A whole board's answer takes longer than the silence in its middle: two quiet looks in a row.
    let quiet = 0
    for (let waited: Millis = millis(0); waited < limits.silentBoardTimeout && quiet < 2;) {
      const before = heard.length
      await clock.sleep(silence)
      waited = millis(waited + silence)
      quiet = heard.length > 0 && heard.length === before ? quiet + 1 : 0
    }
    await clock.sleep(limits.busGap)
  } finally {
    unlisten()
  }
  return Uint8Array.from(heard)
}

function answers(board: BoardDefinition, address: number, heard: Uint8Array): boolean {
  const { reply, orReply } = board.commands.status ?? {}
  const shapes = [reply, orReply].flatMap((pattern) =>
    pattern ? [shapeOf(board, pattern, { address })] : [],
  )
  return new FrameParser(shapes)
    .push(heard)
    .some(
      ({ kind, bytes }) =>
        kind === 'frame' && decodeAll(board, bytes).some(({ direction }) => direction === 'reply'),
    )
}
