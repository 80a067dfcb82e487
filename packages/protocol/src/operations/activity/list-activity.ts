import { id } from '@cubby/domain/shapes'
import { defineOperation } from '../../operation.ts'
import { noParams, pageOf, pageQuery } from '../../wire.ts'
import { activityFilters, activityRow } from './activity-shapes.ts'

/** The history of one thing is this list with `thing`. */
export const listActivity = defineOperation({
  id: 'activity.list',
  method: 'GET',
  path: '/v1/activity',
  summary: 'List who did what, newest first',
  scope: 'activity:read',
  params: noParams,
  query: pageQuery(id('act')).extend(activityFilters),
  body: null,
  status: 200,
  reply: pageOf(activityRow),
})
