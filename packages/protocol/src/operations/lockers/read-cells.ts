import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { cellReply } from './locker-shapes.ts'

/** Doors, contents and fitness of every cell, as the locker last told them. */
export const readCells = defineOperation({
  id: 'locker.cells',
  method: 'GET',
  path: '/v1/lockers/:locker/cells',
  summary: 'Read what the locker last told of its cells',
  scope: 'network:read',
  narrow: 'locker',
  params: z.strictObject({ locker: id('lck') }),
  query: noQuery,
  body: null,
  status: 200,
  reply: z.strictObject({ cells: z.array(cellReply) }),
})
