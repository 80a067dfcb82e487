import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams, pageOf, pageQuery, searchText } from '../../wire.ts'
import { lockerModelSummary } from './locker-model-shapes.ts'

/** Without their drawings. */
export const listLockerModels = defineOperation({
  id: 'locker-model.list',
  method: 'GET',
  path: '/v1/locker-models',
  summary: 'List locker models, newest first',
  scope: 'network:read',
  networkOnly: true,
  params: noParams,
  query: pageQuery(id('mdl')).extend({
    /** Part of the name. */
    q: searchText.optional(),
    /** Only those that have a released version, or only those that have none. */
    state: z.enum(['released', 'draft']).optional(),
  }),
  body: null,
  status: 200,
  reply: pageOf(lockerModelSummary),
})
