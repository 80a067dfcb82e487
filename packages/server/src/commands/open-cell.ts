import { must } from '@cubby/kit/assert'
import { openCell } from '@cubby/protocol/operations/commands/open-cell'
import { doerIdOf } from '../http/caller.ts'
import { type Call, route } from '../http/route.ts'
import { isOwnCell } from '../rentals/whose-cells.ts'
import type { CellSpec } from '@cubby/domain/cells/layout'
import { uuidOf } from '@cubby/kit/ids'
import { found, wrongField } from '../http/told.ts'
import { askLocker, cellOf } from './ask-locker.ts'
import { askedOf, toldCommand } from './command-rows.ts'

export const openCellRoute = route(openCell, async (call, ctx) => {
  const { params, body, tx, caller } = call
  const { locker, cell } = params
  const spec = await cellOf(tx, locker, cell)
  found((await mayOpen(call, spec)) ? spec : null, 'cell')
  const { sides } = spec
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

/** An organization opens what is its own and nothing else: a cell that it rents, or one that holds something of it. */
async function mayOpen(call: Call<typeof openCell>, { id, tenant }: CellSpec): Promise<boolean> {
  const { caller, params, trx, now } = call
  if (caller.organization === null) return true
  const locker = uuidOf(params.locker)
  const at = { locker, cell: uuidOf(id), tenant: tenant && uuidOf(tenant) }
  return isOwnCell(trx, at, caller.organization, now)
}
