import { allBoards, boardNamed } from '@cubby/drivers/boards/all'
import type { BoardDefinition } from '@cubby/drivers/define-board'
import { serialLine } from '@cubby/drivers/lines/serial-line'
import { tcpLine } from '@cubby/drivers/lines/tcp-line'
import { AppError } from '@cubby/kit/app-error'
import type { Clock } from '@cubby/kit/clock'

type PortAsked = { port?: string | undefined }

const tcp = /^tcp:(.+):(\d{1,5})$/

/** Whether the speed is the adapter's business. */
export const isTcp = ({ port }: PortAsked) => tcp.test(port ?? '')

/** Opens what `--port` names; what is not there is told by the first write. */
export async function openPort({ port }: PortAsked, baudRate: number, clock: Clock) {
  if (!port) throw new AppError('input/invalid', 'name the port with --port')
  const [, host, number] = tcp.exec(port) ?? []
  const line =
    host && number
      ? tcpLine({ host, port: Number(number) }, { clock })
      : serialLine({ path: port, baudRate, dataBits: 8, parity: 'none', stopBits: 1 }, { clock })
  await line.triedOnce()
  return line
}

/** The boards of `--model`, or all. */
export function boardsOf(models: readonly string[] | undefined): readonly BoardDefinition[] {
  if (!models) return allBoards
  return models.map((model) => {
    const board = boardNamed(model)
    if (!board) throw new AppError('input/invalid', `there is no board ${model}`)
    return board
  })
}

/** A whole number within bounds, or what holds when nothing was said. */
export function numberOf<T extends number | undefined>(
  name: string,
  text: string | undefined,
  [from, to]: [number, number],
  otherwise: T,
): number | T {
  if (text === undefined) return otherwise
  const value = Number(text)
  if (Number.isInteger(value) && value >= from && value <= to) return value
  throw new AppError('input/invalid', `--${name} is a whole number from ${from} to ${to}`)
}

/** `19,200 baud` */
export const speak = ({ line, isHid }: BoardDefinition) =>
  isHid ? 'USB' : `${line.baudRate.toLocaleString('en')} baud`

/** The speed that a command works with: told, or that of the first board. */
export const speedOf = (
  asked: { baud?: string | undefined },
  [first]: readonly BoardDefinition[],
) => numberOf('baud', asked.baud, [300, 1_000_000], first?.line.baudRate ?? 9_600)
