import { id } from '@cubby/domain/shapes'
import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { photo, photoTypes } from '../locations/location-shapes.ts'

/** The picture is the body, as it is. */
export const addPhoto = defineOperation({
  id: 'photo.add',
  method: 'POST',
  path: '/v1/locations/:location/photos',
  summary: 'Add a picture of a location: JPEG, PNG or WebP, at most 2 MB, eight per location',
  scope: 'network:write',
  networkOnly: true,
  params: z.strictObject({ location: id('loc') }),
  query: noQuery,
  body: null,
  takes: { types: photoTypes, bytesMax: limits.photoBytesMax },
  status: 201,
  reply: photo,
})
