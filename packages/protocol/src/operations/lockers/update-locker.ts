import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { locker, lockerFields } from './locker-shapes.ts'

/** Gives a locker another name, or writes down that it was moved to another place. */
export const updateLocker = defineOperation({
  id: 'locker.update',
  method: 'PATCH',
  path: '/v1/lockers/:locker',
  summary: 'Rename a locker, or move it to another location',
  scope: 'network:write',
  networkOnly: true,
  params: z.strictObject({ locker: id('lck') }),
  query: noQuery,
  body: z.strictObject({
    name: lockerFields.name.optional(),
    location: lockerFields.location.optional(),
  }),
  status: 200,
  reply: locker,
})
