import { blockCell } from '@cubby/protocol/operations/commands/block-cell'
import { doerIdOf } from '../http/caller.ts'
import { route } from '../http/route.ts'
import { askLocker, cellOf } from './ask-locker.ts'
import { askedOf, toldCommand } from './command-rows.ts'

export const blockCellRoute = route(blockCell, async (call, ctx) => {
  const { locker, cell } = call.params
  await cellOf(call.tx, locker, cell)
  const { reason } = call.body
  const action = { do: 'block', cell, reason } as const
  const ask = { ...call.body, locker, action, askedBy: doerIdOf(call.caller) }
  const told = toldCommand(await askLocker(call, ctx, ask))
  call.changes.push(askedOf(told))
  return told
})
