import { must } from '@cubby/kit/assert'
import { openCell } from '@cubby/protocol/operations/commands/open-cell'
import { doerIdOf } from '../http/caller.ts'
import { route } from '../http/route.ts'
import { wrongField } from '../http/told.ts'
import { askLocker, cellOf } from './ask-locker.ts'
import { askedOf, toldCommand } from './command-rows.ts'

export const openCellRoute = route(openCell, async (call, ctx) => {
  const { params, body, tx, caller } = call
  const { locker, cell } = params
  const { sides } = await cellOf(tx, locker, cell)
  if (body.side !== undefined && !sides.includes(body.side))
    throw wrongField('/side', 'not-allowed', 'the cell has no door on that side')
  const side = body.side ?? must(sides[0], 'a cell has a side')
  const { reason, expiresInSeconds } = body
  const action = { do: 'open', cell, side } as const
  const ask = { locker, action, reason, expiresInSeconds, askedBy: doerIdOf(caller) }
  const told = toldCommand(await askLocker(call, ctx, ask))
  call.changes.push(askedOf(told))
  return told
})
