import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { boardNamed } from '@cubby/drivers/boards/all'
import { isAddress } from '@cubby/drivers/codec'
import { type EmulatorCommand, obey } from '@cubby/drivers/emulator/emulator-commands'
import {
  type BoardOnWires,
  type EmulatorServer,
  startEmulatorServer,
} from '@cubby/drivers/emulator/emulator-server'
import { AppError } from '@cubby/kit/app-error'
import type { Asked, Bench } from './asked.ts'
import { numberOf, speak } from './ports.ts'

/** Four boards of four makers on three pairs of wires. */
const usual = ['kerong-cu48@0,kerong-cu48b@3', 'shuoming-8a-24@1', 'wkly-12@2']

/** A machine without hardware, until it is stopped: each bus behind a port, as with an RS-485 adapter. What is typed are the hands in front of it. */
export async function emulate(asked: Asked, { clock, signal, say, input }: Bench): Promise<void> {
  const buses = (asked.bus ?? usual).map(boardsOn)
  const first = numberOf('listen', asked.listen, [0, 65_535 - buses.length], 5_001)
  await using stack = new AsyncDisposableStack()
  const servers: EmulatorServer[] = []
  for (const [i, boards] of buses.entries()) {
    const port = first === 0 ? 0 : first + i
    const server = await startEmulatorServer({ boards, clock, port }).catch((error: Error) => {
      throw new AppError('input/invalid', `port ${port} cannot be had: ${error.message}; choose another with --listen`) // prettier-ignore
    })
    servers.push(stack.use(server))
    tellOf(server, i + 1, boards, say)
  }
  say(hands)
  const ended = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
  if (!signal.aborted) await Promise.race([listen(servers, input, signal, say), ended])
}

function boardsOn(text: string): BoardOnWires[] {
  const boards = text.split(',').map((each): BoardOnWires => {
    const [model = '', told] = each.trim().split('@')
    const definition = boardNamed(model)
    if (!definition) throw new AppError('input/invalid', `there is no board ${model}; see: boards`)
    if (definition.isHid) throw new AppError('input/invalid', `${model} is on no wires`)
    const address = told === undefined ? definition.addresses.first : Number(told)
    if (!isAddress(definition, address))
      throw new AppError('input/invalid', `${model} has no address ${told}`)
    return { definition, address }
  })
  const speeds = new Set(boards.map(({ definition }) => definition.line.baudRate))
  if (speeds.size > 1)
    throw new AppError('input/invalid', `${text}: boards on one bus speak at one speed`)
  if (new Set(boards.map(({ address }) => address)).size < boards.length)
    throw new AppError('input/invalid', `${text}: each board needs an address of its own`)
  return boards
}

const hands = `hands: close, force, put, take, jam or unjam BUS BOARD LOCK, as close 1 0 5; cut or restore BUS BOARD; Ctrl-C ends`

function tellOf(
  server: EmulatorServer,
  bus: number,
  boards: readonly BoardOnWires[],
  say: Bench['say'],
) {
  const names = boards.map(({ definition, address }) => `${definition.model} at ${address}`)
  const speed = boards[0] ? speak(boards[0].definition) : ''
  say(`bus ${bus} on tcp:127.0.0.1:${server.port} (${speed}): ${names.join(', ')}`)
  for (const board of server.boards) {
    const lock = (channel: number) => `bus ${bus}, board ${board.address}, lock ${channel + 1}`
    board.onPulse(({ channel }) => say(`${lock(channel)}: pulse`))
    board.onDoor(({ channel, door, by }) => say(`${lock(channel)}: ${door}, by ${by}`))
  }
}

async function listen(
  servers: readonly EmulatorServer[],
  input: Bench['input'],
  signal: AbortSignal,
  say: Bench['say'],
) {
  for await (const typed of createInterface({ input: Readable.from(input), signal })) {
    if (typed.trim() === '') continue
    try {
      useHands(servers, typed.trim().split(/\s+/))
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      say(error.message)
    }
  }
  // Started without a keyboard it goes on until it is stopped.
  await new Promise(() => {})
}

const words: Readonly<Record<string, string>> = {
  close: 'close-door', force: 'force-door', put: 'put-item', take: 'take-item', jam: 'jam', unjam: 'unjam',
  cut: 'cut-power', restore: 'restore-power',
} // prettier-ignore

function useHands(servers: readonly EmulatorServer[], [word = '', ...where]: string[]) {
  const what = Object.hasOwn(words, word) ? words[word] : undefined
  const [bus = Number.NaN, board = Number.NaN, lock = Number.NaN] = where.map(Number)
  const server = servers[bus - 1]
  if (!what || !server) throw new AppError('input/invalid', hands)
  const command = { do: what, board, channel: lock - 1 } as EmulatorCommand
  obey(server.boards, command)
}
