import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams, noQuery } from '../../wire.ts'
import { linkStates } from './locker-shapes.ts'

export const mappedLocker = z.strictObject({
  id: id('lck'),
  name: z.string(),
  /** Name and city of its location. */
  place: z.string(),
  city: z.string(),
  latitude: z.number(),
  longitude: z.number(),
  link: z.enum(linkStates),
})
export type MappedLocker = z.infer<typeof mappedLocker>

/** All at once and with little of each: a map shows the whole network. */
export const mapLockers = defineOperation({
  id: 'locker.map',
  method: 'GET',
  path: '/v1/locker-map',
  summary: 'Where all lockers stand and how their links are',
  scope: 'network:read',
  narrow: 'locker',
  params: noParams,
  query: noQuery,
  body: null,
  status: 200,
  reply: z.strictObject({
    items: z.array(mappedLocker),
    /** There are more than a map can show. */
    isCut: z.boolean(),
  }),
})
