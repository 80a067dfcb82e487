import { uuidOf } from '@cubby/kit/ids'
import { readCommand } from '@cubby/protocol/operations/commands/read-command'
import { route } from '../http/route.ts'
import { found } from '../http/told.ts'
import { commandColumns, commandOf } from '../store/pg/rows.ts'
import { toldCommand } from './command-rows.ts'

export const readCommandRoute = route(readCommand, async ({ params, trx }) => {
  const row = await trx
    .selectFrom('command')
    .select(commandColumns)
    .where('id', '=', uuidOf(params.command))
    .executeTakeFirst()
  return toldCommand(commandOf(found(row, 'command')))
})
