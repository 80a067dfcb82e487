import { id, text } from '@cubby/domain/shapes'
import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams, noQuery } from '../../wire.ts'
import { locker } from '../lockers/locker-shapes.ts'
import { modelVersion } from './service-shapes.ts'

/** The cells get their ids, and the locker is planned: it is to be wired, enrolled and proved before it takes parcels. */
export const establishLocker = defineOperation({
  id: 'locker.establish',
  method: 'POST',
  path: '/v1/lockers/from-model',
  summary: 'Establish a locker at a location, from a released version of a locker model',
  scope: 'network:write',
  networkOnly: true,
  params: noParams,
  query: noQuery,
  body: z.strictObject({
    location: id('loc'),
    name: text(limits.nameCharsMax),
    ...modelVersion,
  }),
  status: 201,
  reply: locker,
})
