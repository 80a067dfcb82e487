import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams } from '../../wire.ts'
import { lockerFilters } from './list-lockers.ts'

/** One line per locker, newest first; at most 100,000. */
export const exportLockers = defineOperation({
  id: 'locker.export',
  method: 'GET',
  path: '/v1/lockers.csv',
  summary: 'Download lockers as CSV',
  scope: 'network:read',
  narrow: 'locker',
  streams: 'text/csv',
  params: noParams,
  query: z.strictObject(lockerFilters),
  body: null,
  status: 200,
  reply: null,
})
