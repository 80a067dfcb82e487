import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { AppError } from '@cubby/kit/app-error'
import type { Clock } from '@cubby/kit/clock'
import type { BoardDefinition } from '../define-board.ts'
import { Listeners } from '../lines/line.ts'
import { socketLine } from '../lines/tcp-line.ts'
import { attachBoards } from './attach-boards.ts'
import { EmulatedBoard } from './emulated-board.ts'
import { type EmulatorCommand, obey } from './emulator-commands.ts'
import { SharedWires } from './shared-wires.ts'
import { readJsonLines, writeJsonLine } from './json-lines.ts'

export type EmulatorServer = AsyncDisposable & {
  /** Where the boards' bytes go in and out, as with an RS-485 adapter. */
  port: number
  /** Where commands and events go in and out, one JSON value per line. */
  controlPort: number
  boards: readonly EmulatedBoard[]
}

export type BoardOnWires = { definition: BoardDefinition; address: number }

export type EmulatorServerOptions = {
  /** What hangs on this pair of wires; `boardsInRow` for several of a kind. */
  boards: readonly BoardOnWires[]
  clock: Clock
  /** 0 takes any free port. */
  port?: number
  controlPort?: number
}

/** So many boards of one kind, with addresses from the lowest one up. */
export const boardsInRow = (definition: BoardDefinition, count: number): BoardOnWires[] =>
  Array.from({ length: count }, (_, i) => ({
    definition,
    address: definition.addresses.first + i,
  }))

/**
 * A cabinet of emulated boards behind an emulated RS-485 adapter, in a process of its own if need be, so that
 * the doors keep their state when the program that drives them dies. Listens on loopback only.
 *
 * The control port takes `{"do":"close-door","board":0,"channel":3}` and the other commands of
 * `EmulatorCommand`, answers each in order with `{"ok":true,…}` or `{"ok":false,"why":"…"}`, and tells
 * `{"event":"pulse",…}`, `{"event":"door",…}` and `{"event":"relay",…}` to everybody connected.
 */
export async function startEmulatorServer(options: EmulatorServerOptions): Promise<EmulatorServer> {
  const { clock } = options
  const boards = options.boards.map((board) => new EmulatedBoard({ ...board, clock }))
  const sockets = new Set<Socket>()
  const events = new Listeners<[object]>()
  for (const board of boards) {
    board.onPulse(({ at, address, channel }) =>
      events.call({ event: 'pulse', at, board: address, channel }),
    )
    board.onRelay(({ address, ...rest }) =>
      events.call({ event: 'relay', board: address, ...rest }),
    )
    board.onDoor(({ address, ...rest }) => events.call({ event: 'door', board: address, ...rest }))
  }
  const shared = new SharedWires()
  attachBoards(shared, boards)
  const wires = createServer((socket) => {
    track(sockets, socket)
    shared.join(socketLine(socket))
  })
  const control = createServer((socket) => {
    track(sockets, socket)
    const stop = events.add((event) => writeJsonLine(socket, event))
    socket.once('close', stop)
    readJsonLines(socket, (command) => writeJsonLine(socket, answer(boards, command)))
  })
  const port = await listen(wires, options.port ?? 0)
  const controlPort = await listen(control, options.controlPort ?? 0)
  return {
    port,
    controlPort,
    boards,
    [Symbol.asyncDispose]: async () => {
      for (const board of boards) board[Symbol.dispose]()
      const closed = [wires, control].map((server) => once(server, 'close'))
      wires.close()
      control.close()
      for (const socket of sockets) socket.destroy()
      await Promise.all(closed)
    },
  }
}

function answer(boards: readonly EmulatedBoard[], command: unknown): object {
  try {
    if (command === null || typeof command !== 'object')
      throw new AppError('input/not-json', 'not a JSON object')
    return { ok: true, ...obey(boards, command as EmulatorCommand) }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { ok: false, why: error.message }
  }
}

function track(sockets: Set<Socket>, socket: Socket) {
  sockets.add(socket)
  socket.on('error', () => {}) // a driver that was killed resets its connection; that is what this is for
  socket.once('close', () => sockets.delete(socket))
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}
