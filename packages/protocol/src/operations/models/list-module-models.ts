import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams, pageOf, pageQuery, searchText } from '../../wire.ts'
import { moduleModelSummary } from './module-model-shapes.ts'

/** Without their drawings. */
export const listModuleModels = defineOperation({
  id: 'module-model.list',
  method: 'GET',
  path: '/v1/module-models',
  summary: 'List module models, newest first',
  scope: 'network:read',
  networkOnly: true,
  params: noParams,
  query: pageQuery(id('mod')).extend({
    /** Part of the name. */
    q: searchText.optional(),
    kind: z.enum(['cells', 'control']).optional(),
    /** Only those that have a released version, or only those that have none. */
    state: z.enum(['released', 'draft']).optional(),
  }),
  body: null,
  status: 200,
  reply: pageOf(moduleModelSummary),
})
