import { serviceStates } from '@cubby/domain/machine/service'
import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams, pageOf, pageQuery, searchText } from '../../wire.ts'
import { linkStates, lockerSummary } from './locker-shapes.ts'

export const lockerFilters = {
  /** Part of the name of the locker or its location, or of the city. */
  q: searchText.optional(),
  link: z.enum(linkStates).optional(),
  location: id('loc').optional(),
  segment: id('seg').optional(),
  service: z.enum(serviceStates).optional(),
  model: id('mdl').optional(),
}

/** `-` turns an order round. `last-seen`: those that have been silent the longest first. */
export const lockerSorts = [
  '-created',
  'created',
  'name',
  '-name',
  'last-seen',
  '-last-seen',
] as const

/** Machines of the network, without their layouts. */
export const listLockers = defineOperation({
  id: 'locker.list',
  method: 'GET',
  path: '/v1/lockers',
  summary: 'List lockers, newest first unless sorted otherwise',
  scope: 'network:read',
  narrow: 'locker',
  params: noParams,
  query: pageQuery(id('lck')).extend({
    ...lockerFilters,
    sort: z.enum(lockerSorts).default('-created'),
  }),
  body: null,
  status: 200,
  reply: pageOf(lockerSummary),
})
