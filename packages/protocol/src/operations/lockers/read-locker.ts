import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { locker } from './locker-shapes.ts'

/** One machine. */
export const readLocker = defineOperation({
  id: 'locker.read',
  method: 'GET',
  path: '/v1/lockers/:locker',
  summary: 'Read a locker: layout, enrolment, state of its link',
  scope: 'network:read',
  narrow: 'locker',
  params: z.strictObject({ locker: id('lck') }),
  query: noQuery,
  body: null,
  status: 200,
  reply: locker,
})
