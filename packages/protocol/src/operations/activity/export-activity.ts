import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams } from '../../wire.ts'
import { activityFilters } from './activity-shapes.ts'

/** One line per row, newest first; at most 100,000. */
export const exportActivity = defineOperation({
  id: 'activity.export',
  method: 'GET',
  path: '/v1/activity.csv',
  summary: 'Download the activity as CSV',
  scope: 'activity:read',
  readsPersonal: true,
  streams: 'text/csv',
  params: noParams,
  query: z.strictObject(activityFilters),
  body: null,
  status: 200,
  reply: null,
})

/** One JSON value per row with all of its details, newest first; at most 100,000. */
export const exportActivityLines = defineOperation({
  id: 'activity.export-lines',
  method: 'GET',
  path: '/v1/activity.jsonl',
  summary: 'Download the activity as JSON Lines',
  scope: 'activity:read',
  readsPersonal: true,
  streams: 'application/x-ndjson',
  params: noParams,
  query: z.strictObject(activityFilters),
  body: null,
  status: 200,
  reply: null,
})
