import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'

/** A picture as it was handed in. */
export const readPhoto = defineOperation({
  id: 'photo.read',
  method: 'GET',
  path: '/v1/photos/:photo',
  summary: 'Download a picture of a location',
  scope: 'network:read',
  streams: 'image/*',
  params: z.strictObject({ photo: id('pho') }),
  query: noQuery,
  body: null,
  status: 200,
  reply: null,
})
