import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { command, commandReason, expiresInSeconds, inCell } from './command-shapes.ts'

/** Only what the locker itself can confirm makes it free. */
export const unblockCell = defineOperation({
  id: 'cell.unblock',
  method: 'POST',
  path: '/v1/lockers/:locker/cells/:cell/unblock',
  summary: 'Put a cell into use again',
  scope: 'cells:open',
  networkOnly: true,
  narrow: 'locker',
  params: inCell,
  query: noQuery,
  body: z.strictObject({ reason: commandReason, expiresInSeconds }),
  status: 202,
  reply: command,
})
