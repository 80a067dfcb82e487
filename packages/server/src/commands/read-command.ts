import { uuidOf } from '@cubby/kit/ids'
import { readCommand } from '@cubby/protocol/operations/commands/read-command'
import { doerIdOf, reachesLocker } from '../http/caller.ts'
import { route } from '../http/route.ts'
import { found } from '../http/told.ts'
import { commandColumns, commandOf } from '../store/pg/rows.ts'
import { toldCommand } from './command-rows.ts'

export const readCommandRoute = route(readCommand, async ({ params, caller, trx }) => {
  const row = await trx
    .selectFrom('command')
    .select(commandColumns)
    .where('id', '=', uuidOf(params.command))
    .executeTakeFirst()
  const command = row && reachesLocker(caller, row.locker_id) ? commandOf(row) : null
  // What others asked of a machine is between them and it.
  const mayRead = caller.organization === null || command?.askedBy === doerIdOf(caller)
  return toldCommand(found(mayRead ? command : null, 'command'))
})
