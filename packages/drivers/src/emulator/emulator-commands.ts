import { AppError } from '@cubby/kit/app-error'
import { isChannel } from '../codec.ts'
import type { BoardFaults, EmulatedBoard } from './emulated-board.ts'

/** What the hands and the weather around emulated boards can do, as one JSON line each. */
export type EmulatorCommand =
  | {
      do: 'close-door' | 'force-door' | 'put-item' | 'take-item' | 'jam' | 'unjam'
      board: number
      channel: number
    }
  | { do: 'cut-power' | 'restore-power'; board: number }
  | { do: 'set-faults'; board: number; faults: Partial<BoardFaults> }
  | { do: 'pulses' | 'state' }

export type BoardState = {
  board: number
  isPowered: boolean
  open: number[]
  items: number[]
  /** Relays under current. */
  on: number[]
}

/** Carries out one command; returns what there is to tell. Throws `input/invalid` for anything it does not know. */
export function obey(boards: readonly EmulatedBoard[], command: EmulatorCommand): object {
  switch (command.do) {
    case 'pulses':
      return { pulses: boards.flatMap(({ pulses }) => pulses).sort((a, b) => a.at - b.at) }
    case 'state':
      return { boards: boards.map(stateOf) }
    case 'cut-power':
      boardAt(boards, command.board).cutPower()
      return {}
    case 'restore-power':
      boardAt(boards, command.board).restorePower()
      return {}
    case 'set-faults':
      setFaults(boardAt(boards, command.board), command.faults)
      return {}
    default:
      moveByHand(boardAt(boards, command.board), command)
      return {}
  }
}

type HandCommand = Extract<EmulatorCommand, { channel: number }>

const hands: Record<HandCommand['do'], (board: EmulatedBoard, channel: number) => void> = {
  'close-door': (board, channel) => board.closeDoor(channel),
  'force-door': (board, channel) => board.forceDoor(channel),
  'put-item': (board, channel) => board.putItem(channel),
  'take-item': (board, channel) => board.takeItem(channel),
  jam: (board, channel) => board.jam(channel),
  unjam: (board, channel) => board.unjam(channel),
}

function moveByHand(board: EmulatedBoard, { do: what, channel }: HandCommand) {
  if (!Object.hasOwn(hands, what)) throw new AppError('input/invalid', `nobody can ${String(what)}`)
  if (!isChannel(board.definition, channel))
    throw new AppError('input/invalid', `there is no channel ${channel}`)
  hands[what](board, channel)
}

function setFaults(board: EmulatedBoard, faults: Partial<BoardFaults>) {
  for (const [name, value] of Object.entries(faults ?? {})) {
    if (
      !Object.hasOwn(board.faults, name) ||
      typeof value !== typeof board.faults[name as keyof BoardFaults]
    ) {
      throw new AppError(
        'input/invalid',
        `there is no fault ${name}, or not with this kind of value`,
      )
    }
  }
  Object.assign(board.faults, faults)
}

function boardAt(boards: readonly EmulatedBoard[], address: number): EmulatedBoard {
  const board = boards.find((each) => each.address === address)
  if (!board) throw new AppError('input/invalid', `there is no board ${address}`)
  return board
}

function stateOf(board: EmulatedBoard): BoardState {
  const channels = Array.from({ length: board.definition.channels }, (_, channel) => channel)
  return {
    board: board.address,
    isPowered: board.isPowered,
    open: channels.filter((channel) => board.door(channel) === 'open'),
    items: channels.filter((channel) => board.hasItem(channel)),
    on: channels.filter((channel) => board.isOn(channel)),
  }
}
