import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { command, commandReason, expiresInSeconds, inCell } from './command-shapes.ts'

/** What is inside stays and may be collected. */
export const blockCell = defineOperation({
  id: 'cell.block',
  method: 'POST',
  path: '/v1/lockers/:locker/cells/:cell/block',
  summary: 'Take a cell out of use',
  scope: 'cells:open',
  networkOnly: true,
  narrow: 'locker',
  params: inCell,
  query: noQuery,
  body: z.strictObject({ reason: commandReason, expiresInSeconds }),
  status: 202,
  reply: command,
})
