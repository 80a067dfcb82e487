import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams, noQuery } from '../../wire.ts'
import { locker, lockerFields } from './locker-shapes.ts'

/** A new machine. The reply names the cells. */
export const createLocker = defineOperation({
  id: 'locker.create',
  method: 'POST',
  path: '/v1/lockers',
  summary: 'Establish a locker at a location, with its layout',
  scope: 'network:write',
  networkOnly: true,
  params: noParams,
  query: noQuery,
  body: z.strictObject(lockerFields),
  status: 201,
  reply: locker,
})
