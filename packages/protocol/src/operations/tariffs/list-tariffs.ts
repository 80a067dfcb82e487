import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams, pageOf, pageQuery, searchText } from '../../wire.ts'
import { tariff } from './tariff-shapes.ts'

/** All for the network operator; for an organization its own and the network's. */
export const listTariffs = defineOperation({
  id: 'tariff.list',
  method: 'GET',
  path: '/v1/tariffs',
  summary: 'List tariffs, newest first',
  scope: 'tariffs:read',
  params: noParams,
  query: pageQuery(id('trf')).extend({
    /** Part of the name. */
    q: searchText.optional(),
    organization: id('org').optional(),
    state: z.enum(['current', 'retired']).optional(),
  }),
  body: null,
  status: 200,
  reply: pageOf(tariff),
})
