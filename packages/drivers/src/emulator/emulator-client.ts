import { once } from 'node:events'
import { connect } from 'node:net'
import { AppError } from '@cubby/kit/app-error'
import { Listeners } from '../lines/line.ts'
import type { Pulse } from './emulated-board.ts'
import type { BoardState, EmulatorCommand } from './emulator-commands.ts'
import { readJsonLines, writeJsonLine } from './json-lines.ts'

export type EmulatorEvent =
  | { event: 'pulse'; at: number; board: number; channel: number }
  | { event: 'relay'; at: number; board: number; channel: number; on: boolean }
  | {
      event: 'door'
      at: number
      board: number
      channel: number
      door: 'open' | 'closed'
      by: 'pulse' | 'hand' | 'force'
    }

export interface EmulatorClient extends Disposable {
  do(command: EmulatorCommand): Promise<Record<string, unknown>>
  /** Every pulse since the emulator started, oldest first. */
  pulses(): Promise<Pulse[]>
  state(): Promise<BoardState[]>
  onEvent(listener: (event: EmulatorEvent) => void): () => void
}

/** Hands for the boards of an emulator in another process. */
export async function connectEmulator(controlPort: number): Promise<EmulatorClient> {
  const socket = connect({ host: '127.0.0.1', port: controlPort, noDelay: true })
  await once(socket, 'connect')
  const events = new Listeners<[EmulatorEvent]>()
  // Answers come in the order of the commands.
  const waiting: PromiseWithResolvers<Record<string, unknown>>[] = []
  readJsonLines(socket, (value) => {
    const line = value as Record<string, unknown>
    if ('event' in line) return events.call(line as EmulatorEvent)
    const asked = waiting.shift()
    if (line.ok) asked?.resolve(line)
    else asked?.reject(new AppError('input/invalid', String(line.why)))
  })
  socket.on('error', () => {})
  socket.once('close', () => {
    for (const asked of waiting.splice(0))
      asked.reject(new AppError('line/closed', 'the emulator is gone'))
  })
  const command = (value: EmulatorCommand) => {
    const asked = Promise.withResolvers<Record<string, unknown>>()
    if (socket.destroyed) asked.reject(new AppError('line/closed', 'the emulator is gone'))
    else waiting.push(asked)
    writeJsonLine(socket, value)
    return asked.promise
  }
  return {
    do: command,
    pulses: async () => (await command({ do: 'pulses' })).pulses as Pulse[],
    state: async () => (await command({ do: 'state' })).boards as BoardState[],
    onEvent: (listener) => events.add(listener),
    [Symbol.dispose]: () => void socket.destroy(),
  }
}
