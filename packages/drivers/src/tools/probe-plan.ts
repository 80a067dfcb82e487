import { allBoards } from '../boards/all.ts'
import { crc16 } from '../checksums.ts'
import type { BoardDefinition } from '../define-board.ts'
import type { FrameShape } from '../frame-shape.ts'
import { hasOrder, ordersOf } from '../orders.ts'
import { type Question, questionOf } from './probe-questions.ts'

export type AddressRange = { from: number; to: number }
/** `isAlone`: for boards that have their port to themselves, so that there is nobody else to be found. */
export type Round = { address: number; questions: readonly Question[]; isAlone?: true }
export type ProbePlan = {
  rounds: readonly Round[]
  /** What is not asked, because the question would be an order to a board of another maker that may be there. */
  notAsked: readonly { address: number; models: string[] }[]
}

/** Machines with more boards than this on one pair of wires are rare, and each silent question costs a quarter of a second. */
const usualAddresses = 16

/** What an answer to any question of Modbus is called among the models. */
export const anyModbus = 'modbus'

/** Which questions are asked, and in which order. None of them, nor the end of one with the beginning of the next, is an order that any board of ours would obey. */
export function probePlan(
  definitions: readonly BoardDefinition[],
  addresses: number | AddressRange = usualAddresses,
): ProbePlan {
  const bare = definitions.filter((board) => !hasAddress(board))
  const wired = definitions.filter(hasAddress)
  const wanted: Round[] = [
    // Relays without addresses come first and are then alone: to those without a checksum much would be an order.
    { address: 0, questions: questionsAt(bare, 0, addresses), isAlone: true },
    ...Array.from({ length: 256 }, (_, address): Round => ({
      address,
      questions: questionsAt(wired, address, addresses),
    })),
  ]
  const askedAlone = new Set(wanted[0]?.questions.flatMap(({ models }) => models))
  return withoutOrders(
    wanted,
    allBoards
      .filter(({ model, isHid }) => !askedAlone.has(model) && !isHid)
      .flatMap((board) => ordersOf(board)),
  )
}

const hasAddress = ({ addresses }: BoardDefinition) => addresses.first !== addresses.last

function questionsAt(
  boards: readonly BoardDefinition[],
  address: number,
  addresses: number | AddressRange,
): Question[] {
  const there = boards.filter(({ addresses: own }) => {
    const isOwn = address >= own.first && address <= own.last
    if (typeof addresses === 'number') return isOwn && address < own.first + addresses
    return isOwn && address >= addresses.from && address <= addresses.to
  })
  const asked = there.flatMap((board) => questionOf(board, address) ?? [])
  const byBytes = Map.groupBy(asked, ({ bytes }) => bytes.join(' '))
  const questions = [...byBytes.values()].map((same): Question => ({
    bytes: same[0]?.bytes ?? new Uint8Array(0),
    models: same.flatMap(({ models }) => models),
    answeredBy: (heard) => same.flatMap((each) => each.answeredBy(heard)),
  }))
  return there.some(({ family }) => /modbus/.test(family))
    ? [...questions, modbusQuestion(address)]
    : questions
}

function withoutOrders(wanted: readonly Round[], orders: readonly FrameShape[]): ProbePlan {
  const rounds: Round[] = []
  const notAsked: { address: number; models: string[] }[] = []
  let before: readonly Uint8Array[] = []
  for (const round of wanted) {
    const questions: Question[] = []
    for (const question of round.questions) {
      // After an answer the next address comes; so its first question may follow any of these.
      const last = questions.at(-1)
      const all = [new Uint8Array(0), ...(last ? [last.bytes] : before)]
      if (all.some((bytes) => hasOrder(Uint8Array.from([...bytes, ...question.bytes]), orders)))
        notAsked.push({ address: round.address, models: question.models })
      else questions.push(question)
    }
    if (questions.length === 0) continue
    rounds.push({ ...round, questions })
    before = questions.map(({ bytes }) => bytes)
  }
  return { rounds, notAsked }
}

/** Which of eight coils are on: whoever speaks Modbus answers, if only that it has none. */
function modbusQuestion(address: number): Question {
  const request = Uint8Array.of(address, 0x01, 0, 0, 0, 8)
  const answeredBy = (heard: Uint8Array) =>
    heard.some((_, at) => isModbusAnswer(heard.subarray(at), address)) ? [anyModbus] : []
  const bytes = Uint8Array.from([...request, ...crc16.of(request)])
  return { bytes, models: [anyModbus], answeredBy }
}

function isModbusAnswer(bytes: Uint8Array, address: number): boolean {
  const [from, word] = bytes
  if (from !== address || (word !== 0x01 && word !== 0x81)) return false
  const body = word === 0x81 ? 3 : 4
  const [low, high] = crc16.of(bytes.subarray(0, body))
  return bytes[body] === low && bytes[body + 1] === high
}
