import { defineOperation } from '../../operation.ts'
import { noQuery } from '../../wire.ts'
import { ofLocker } from '../wiring/wiring-shapes.ts'
import { readiness } from './service-shapes.ts'

/** The check list before a locker goes into service. */
export const readReadiness = defineOperation({
  id: 'locker.readiness',
  method: 'GET',
  path: '/v1/lockers/:locker/readiness',
  summary: 'Read what a locker still needs before it goes into service',
  scope: 'network:read',
  networkOnly: true,
  params: ofLocker,
  query: noQuery,
  body: null,
  status: 200,
  reply: readiness,
})
