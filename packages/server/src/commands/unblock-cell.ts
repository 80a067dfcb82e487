import { unblockCell } from '@cubby/protocol/operations/commands/unblock-cell'
import { route } from '../http/route.ts'
import { askLocker, cellOf } from './ask-locker.ts'

export const unblockCellRoute = route(unblockCell, async (call, ctx) => {
  const { locker, cell } = call.params
  await cellOf(call.trx, locker, cell)
  const { reason, expiresInSeconds } = call.body
  return askLocker(call, ctx, { locker, reason, expiresInSeconds, action: { do: 'unblock', cell } })
})
