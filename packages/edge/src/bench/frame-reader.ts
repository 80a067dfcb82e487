import { decode } from '@cubby/drivers/codec'
import type { BoardDefinition } from '@cubby/drivers/define-board'
import type { BenchFrame, BenchMeaning } from '@cubby/protocol/bench/state'

type Read = Pick<BenchFrame, 'direction' | 'hex' | 'meaning' | 'isNews'>
type Direction = BenchFrame['direction']

/** Tells what the bytes on one pair of wires mean to somebody who does not know the protocol. */
export class FrameReader {
  readonly #boards: ReadonlyMap<number, { id: string; definition: BoardDefinition }>
  /** Doors that were open when the board last answered, by address. */
  readonly #open = new Map<number, ReadonlySet<number>>()
  #lastSent = ''

  /** `boards`: those on these wires, whose contacts are closed when their doors are. */
  constructor(boards: readonly { id: string; address: number; definition: BoardDefinition }[]) {
    this.#boards = new Map(boards.map((board) => [board.address, board]))
  }

  read(direction: Direction, bytes: Uint8Array): Read {
    const hex = hexOf(bytes)
    const isEcho = direction === 'from-boards' && hex === this.#lastSent
    if (direction === 'to-boards') this.#lastSent = hex
    if (isEcho) return { direction, hex, meaning: { kind: 'echo' }, isNews: false }
    const { meaning, isNews } = this.#meaningOf(bytes)
    return { direction, hex, meaning, isNews }
  }

  #meaningOf(bytes: Uint8Array): { meaning: BenchMeaning; isNews: boolean } {
    const [first] = this.#boards.values()
    const frame = first && decode(first.definition, bytes)
    if (!frame) return { meaning: { kind: 'unreadable' }, isNews: true }
    const board = this.#boards.get(frame.address)?.id ?? null
    if (frame.command === 'open')
      return { meaning: { kind: 'open', board, channel: frame.channel ?? 0 }, isNews: true }
    if (frame.hooks === null) return { meaning: { kind: 'ask', board }, isNews: false }
    return this.#doors(board, frame.address, frame.hooks)
  }

  #doors(board: string | null, address: number, hooks: readonly boolean[]) {
    const before = this.#open.get(address)
    const now = new Set(hooks.flatMap((isClosed, channel) => (isClosed ? [] : [channel])))
    this.#open.set(address, now)
    const opened = [...now].filter((channel) => before?.has(channel) === false)
    const closed = [...(before ?? [])].filter((channel) => !now.has(channel))
    const isNews = before === undefined || opened.length + closed.length > 0
    return { meaning: { kind: 'doors', board, open: [...now], opened, closed } as const, isNews }
  }
}

const hexOf = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(' ')
