import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { command } from './command-shapes.ts'

/** One command. */
export const readCommand = defineOperation({
  id: 'command.read',
  method: 'GET',
  path: '/v1/commands/:command',
  summary: 'Read what became of a command',
  scope: 'cells:open',
  narrow: 'locker',
  params: z.strictObject({ command: id('cmd') }),
  query: noQuery,
  body: null,
  status: 200,
  reply: command,
})
