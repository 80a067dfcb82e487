import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { levelParams, toldConfiguration } from './configuration-shapes.ts'

/** Every setting of one level, with where its value comes from. */
export const readConfiguration = defineOperation({
  id: 'configuration.read',
  method: 'GET',
  path: '/v1/configuration/:of',
  summary:
    'Read what is configured for the network, a segment, a model, a locker or one of its cells',
  scope: 'configuration:read',
  networkOnly: true,
  params: levelParams,
  query: z.strictObject({
    /** Of a locker: this cell instead of the machine. */
    cell: id('cel').optional(),
  }),
  body: null,
  status: 200,
  reply: toldConfiguration,
})
