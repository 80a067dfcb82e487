import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'

/** For good. */
export const removePhoto = defineOperation({
  id: 'photo.remove',
  method: 'DELETE',
  path: '/v1/photos/:photo',
  summary: 'Remove a picture of a location',
  scope: 'network:write',
  networkOnly: true,
  params: z.strictObject({ photo: id('pho') }),
  query: noQuery,
  body: null,
  status: 204,
  reply: null,
})
