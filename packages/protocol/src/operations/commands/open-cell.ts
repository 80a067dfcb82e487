import { side } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { command, commandReason, expiresInSeconds, inCell } from './command-shapes.ts'

/** The answer comes later, in the command. Refused when the cell has changed since we last heard of it. */
export const openCell = defineOperation({
  id: 'cell.open',
  method: 'POST',
  path: '/v1/lockers/:locker/cells/:cell/open',
  summary: 'Ask a locker to open a cell',
  scope: 'cells:open',
  narrow: 'locker',
  params: inCell,
  query: noQuery,
  body: z.strictObject({
    reason: commandReason,
    /** The first side with a door when left out. */
    side: side.optional(),
    expiresInSeconds,
  }),
  status: 202,
  reply: command,
})
