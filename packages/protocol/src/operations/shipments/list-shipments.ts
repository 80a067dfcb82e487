import { id, label } from '@cubby/domain/shapes'
import { shipmentStatuses } from '@cubby/domain/shipments/status'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { isoMoment, noParams, pageOf, pageQuery, phone, searchText } from '../../wire.ts'
import { reference, shipment } from './shipment-shapes.ts'

export const shipmentFilters = {
  /**
   * What a person has at hand: a label, reference or id, whole; or the recipient's phone number, with or without its
   * country code (the last six digits or more).
   */
  q: searchText.optional(),
  organization: id('org').optional(),
  carrier: id('org').optional(),
  status: z.enum(shipmentStatuses).optional(),
  locker: id('lck').optional(),
  /** Past the end of storage and still inside, whatever else is the matter. */
  overdue: z.literal('true').optional(),
  createdFrom: isoMoment.optional(),
  /** Before this moment. */
  createdUntil: isoMoment.optional(),
  /** Of any of its parcels. */
  label: label.optional(),
  reference: reference.optional(),
  /** The recipient's. */
  phone: phone.optional(),
}

/** `-ready`: complete last first; `due`: what ends first. What has no such moment comes last. */
export const shipmentSorts = ['-created', 'created', '-ready', 'due'] as const

/** Filters are joined by "and"; unknown ones are refused. */
export const listShipments = defineOperation({
  id: 'shipment.list',
  method: 'GET',
  path: '/v1/shipments',
  summary: 'List shipments, newest first unless sorted otherwise',
  scope: 'shipments:read',
  narrow: 'locker',
  readsPersonal: true,
  params: noParams,
  query: pageQuery(id('shp')).extend({
    ...shipmentFilters,
    sort: z.enum(shipmentSorts).default('-created'),
  }),
  body: null,
  status: 200,
  reply: pageOf(shipment),
})
