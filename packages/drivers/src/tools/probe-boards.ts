import { type Clock, type Millis, millis } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import type { BoardDefinition } from '../define-board.ts'
import type { Line } from '../lines/line.ts'
import { type AddressRange, anyModbus, probePlan } from './probe-plan.ts'
import { type Question, questionOf } from './probe-questions.ts'

/**
 * Boards of several sizes, and of makers who ask in the same words, cannot be told apart; then all of them are named. `isModbus`: something
 * speaks Modbus there, and is none of the boards that were asked for.
 */
export type FoundBoard = { address: number; models: string[]; isModbus?: true }
export type ProbeProgress = { asked: number; of: number; left: Millis }
export type ProbeOptions = {
  line: Line
  definitions: readonly BoardDefinition[]
  clock: Clock
  /** How many addresses of each language are asked, from its lowest one; or which, whatever the language. */
  addresses?: number | AddressRange
  signal?: AbortSignal
  onFound?: (found: FoundBoard) => void
  /** Told before each address. */
  onProgress?: (progress: ProbeProgress) => void
}

const silence = millis(50)

/**
 * Asks address by address in every language, and so tells an installer which boards are there: a CU48 answers only one of two questions, a
 * CU48B only the other. Only questions that switch nothing are asked, whoever is there; so some relays are not found (`cannotBeFound`), and
 * some addresses of some languages are left out (`probePlan`). The line must not be in use by a running locker.
 */
export async function probeBoards(options: ProbeOptions): Promise<FoundBoard[]> {
  const { clock, signal, onFound, onProgress } = options
  const { rounds } = probePlan(options.definitions, options.addresses)
  const of = rounds.reduce((sum, { questions }) => sum + questions.length, 0)
  const found: FoundBoard[] = []
  const begun = clock.monotonic()
  let asked = 0
  for (const { address, questions, isAlone } of rounds) {
    if (signal?.aborted) break
    const each = asked === 0 ? limits.silentBoardTimeout : (clock.monotonic() - begun) / asked
    onProgress?.({ asked, of, left: millis(Math.round(each * (of - asked))) })
    const there = await whoIsAt(options, address, questions)
    asked += questions.length
    if (!there) continue
    found.push(there)
    onFound?.(there)
    if (isAlone) break
  }
  return found
}

/** Models that answer to no question which switches nothing: only the eye finds them. */
export const cannotBeFound = (definitions: readonly BoardDefinition[]): string[] =>
  definitions
    .filter((board) => questionOf(board, board.addresses.first) === null)
    .map(({ model }) => model)

async function whoIsAt(
  { line, clock }: ProbeOptions,
  address: number,
  questions: readonly Question[],
): Promise<FoundBoard | null> {
  for (const { bytes, answeredBy } of questions) {
    const models = answeredBy(await ask(line, bytes, clock))
    if (models.length === 0) continue
    return models.includes(anyModbus)
      ? { address, models: [], isModbus: true }
      : { address, models }
  }
  return null
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
