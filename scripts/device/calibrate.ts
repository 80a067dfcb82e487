import { isAddress, isChannel } from '@cubby/drivers/codec'
import type { BoardDefinition } from '@cubby/drivers/define-board'
import { calibrateBoard } from '@cubby/drivers/tools/calibrate-board'
import { AppError } from '@cubby/kit/app-error'
import type { Asked, Bench } from './asked.ts'
import { boardsOf, openPort, speedOf } from './ports.ts'

/** Tells which settings fit to the doors that somebody knows; channels are counted from 1, as on the boards. */
export async function calibrate(asked: Asked, { clock, say }: Bench): Promise<void> {
  const [definition] = asked.model ? boardsOf(asked.model) : []
  const address = Number(asked.address)
  if (!definition) throw new AppError('input/invalid', 'name the board with --model')
  if (asked.address === undefined || !isAddress(definition, address))
    throw new AppError('input/invalid', `--address is one of the board’s own`)
  const known = {
    closed: channelsOf(definition, asked.closed),
    open: channelsOf(definition, asked.open),
  }
  if (known.closed.length + known.open.length === 0)
    throw new AppError('input/invalid', 'name doors that you see: --closed 1,2 --open 3')
  await using line = await openPort(asked, speedOf(asked, [definition]), clock)
  const fitting = await calibrateBoard({ definition, address, line, clock, known })
  for (const { doorContact, byteOrder } of fitting)
    say(`fits: doorContact ${doorContact}${byteOrder ? `, byteOrder ${byteOrder}` : ''}`)
  if (fitting.length === 0) say('nothing fits: look at the model, at the channels and at the doors')
  if (fitting.length > 1)
    say('open one more door by hand, best one of the first eight, and name it with --open')
}

function channelsOf(definition: BoardDefinition, text: string | undefined): number[] {
  if (text === undefined) return []
  return text.split(',').map((each) => {
    const channel = Number(each) - 1
    if (!isChannel(definition, channel))
      throw new AppError(
        'input/invalid',
        `${definition.name} has channels 1 to ${definition.channels}`,
      )
    return channel
  })
}
