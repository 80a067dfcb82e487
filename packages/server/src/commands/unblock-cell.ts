import { unblockCell } from '@cubby/protocol/operations/commands/unblock-cell'
import { doerIdOf } from '../http/caller.ts'
import { route } from '../http/route.ts'
import { askLocker, cellOf } from './ask-locker.ts'
import { askedOf, toldCommand } from './command-rows.ts'

export const unblockCellRoute = route(unblockCell, async (call, ctx) => {
  const { locker, cell } = call.params
  await cellOf(call.tx, locker, cell)
  const action = { do: 'unblock', cell } as const
  const ask = { ...call.body, locker, action, askedBy: doerIdOf(call.caller) }
  const told = toldCommand(await askLocker(call, ctx, ask))
  call.changes.push(askedOf(told))
  return told
})
