import { must } from '@cubby/kit/assert'
import { openCell } from '@cubby/protocol/operations/commands/open-cell'
import { route } from '../http/route.ts'
import { wrongField } from '../http/told.ts'
import { askLocker, cellOf } from './ask-locker.ts'

export const openCellRoute = route(openCell, async (call, ctx) => {
  const { params, body, trx } = call
  const { locker, cell } = params
  const { sides } = await cellOf(trx, locker, cell)
  if (body.side !== undefined && !sides.includes(body.side))
    throw wrongField('/side', 'not-allowed', 'the cell has no door on that side')
  const side = body.side ?? must(sides[0], 'a cell has a side')
  const { reason, expiresInSeconds } = body
  return askLocker(call, ctx, {
    locker,
    reason,
    expiresInSeconds,
    action: { do: 'open', cell, side },
  })
})
