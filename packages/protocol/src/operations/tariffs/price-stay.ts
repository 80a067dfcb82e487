import { zones } from '@cubby/domain/cells/layout'
import { id, text } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { isoMoment, noQuery } from '../../wire.ts'
import { locationFields } from '../locations/location-shapes.ts'
import { tariffVersion } from './tariff-shapes.ts'

const amount = z.int()
const told = z.strictObject({ amount, currency: z.string() })

/** What kind of line it is says which of its fields are there; all amounts together are the total. */
const priceLine = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('free'), minutes: z.int(), amount }),
  z.strictObject({
    kind: z.literal('charge'),
    unit: z.enum(['fixed', 'period', 'day', 'step']),
    minutes: z.int().nullable(),
    count: z.int(),
    each: amount,
    amount,
  }),
  z.strictObject({
    kind: z.literal('cap'),
    cap: z.enum(['perDay', 'per24Hours', 'total']),
    limit: amount,
    amount,
  }),
  z.strictObject({ kind: z.literal('minimum'), limit: amount, amount }),
  z.strictObject({ kind: z.literal('rounding'), step: amount, amount }),
  z.strictObject({ kind: z.literal('vat'), basisPoints: z.int(), amount }),
])

/** A simulation: nobody pays. Amounts are in the smallest unit of the currency. */
export const priceStay = defineOperation({
  id: 'tariff.price',
  method: 'POST',
  path: '/v1/tariffs/:tariff/price',
  summary: 'Say what a stay would cost, line by line',
  scope: 'tariffs:read',
  asksOnly: true,
  params: z.strictObject({ tariff: id('trf') }),
  query: noQuery,
  body: z.strictObject({
    from: isoMoment,
    until: isoMoment,
    /** Size class of the cell, as its `type` says. */
    size: text(20),
    zone: z.enum(zones).default('ambient'),
    /** Where: a location, or a time zone by its name. */
    location: id('loc').optional(),
    timeZone: locationFields.timeZone.optional(),
    /** Left out: the version that holds at the beginning. */
    version: tariffVersion.optional(),
  }),
  status: 200,
  reply: z.strictObject({
    version: z.int(),
    lines: z.array(priceLine),
    net: told,
    vat: told,
    total: told,
  }),
})
