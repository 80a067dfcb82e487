import { blockCell } from '@cubby/protocol/operations/commands/block-cell'
import { route } from '../http/route.ts'
import { askLocker, cellOf } from './ask-locker.ts'

export const blockCellRoute = route(blockCell, async (call, ctx) => {
  const { locker, cell } = call.params
  await cellOf(call.trx, locker, cell)
  const { reason, expiresInSeconds } = call.body
  const action = { do: 'block', cell, reason } as const
  return askLocker(call, ctx, { locker, reason, expiresInSeconds, action })
})
