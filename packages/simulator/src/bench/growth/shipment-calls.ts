import { type IdSource, uuidOf } from '@cubby/kit/ids'
import type { Sample } from './samples.ts'

/** One call of the API: a path that is read, or one that something is posted to. */
export type ShipmentCall = { path: string; body?: object }

/** What people and machines ask for, by what it is called in the table. */
export const reads: Record<string, (sample: Sample) => ShipmentCall> = {
  'list, first page': () => list({}),
  "a shop's list, first page": ({ organization }) => list({ organization }),
  'list, a page far in': ({ shipment }) => list({ after: shipment }),
  "a shop's list, a page far in": ({ organization, shipment }) =>
    list({ organization, after: shipment }),
  "a locker's list": ({ locker }) => list({ locker }),
  'list of what is ready': () => list({ status: 'ready' }),
  'list of what is overdue': () => list({ status: 'overdue' }),
  'list of what is disputed': () => list({ status: 'disputed' }),
  "a shop's list of what is overdue": ({ organization }) =>
    list({ organization, status: 'overdue' }),
  "a shop's list of what is disputed": ({ organization }) =>
    list({ organization, status: 'disputed' }),
  "a locker's list of what is ready": ({ locker }) => list({ locker, status: 'ready' }),
  'list of what ends first': () => list({ sort: 'due' }),
  'list of what is complete last': () => list({ sort: '-ready' }),
  'list of what ends first, a page far in': ({ shipment }) =>
    list({ sort: 'due', after: shipment }),
  'list of what is past its time': () => list({ overdue: 'true' }),
  "a shop's list of what ends first": ({ organization }) => list({ organization, sort: 'due' }),
  "a locker's list, ready, what ends first": ({ locker }) =>
    list({ locker, status: 'ready', sort: 'due' }),
  'search for anything, a label': ({ label }) => list({ q: label }),
  'search for anything, a phone number': ({ phone }) => list({ q: phone }),
  "search for anything, a phone number's end": ({ phone }) => list({ q: phone.slice(-7) }),
  'search for anything, nothing found': ({ label }) => list({ q: `${label}X` }),
  'search by label': ({ label }) => list({ label }),
  'search by reference': ({ reference }) => list({ reference: reference ?? 'ORD-0' }),
  'search by phone': ({ phone }) => list({ phone }),
  'search by label, nothing found': ({ label }) => list({ label: `${label}X` }),
  'search by phone, a page far in': ({ phone, shipment }) => list({ phone, after: shipment }),
  "a shop's search by label": ({ organization, label }) => list({ organization, label }),
  "a shop's search by phone": ({ organization, phone }) => list({ organization, phone }),
  'find parcels by label': ({ label }) => ({ path: `/v1/parcels?label=${label}` }),
  'read one': ({ shipment }) => ({ path: `/v1/shipments/${shipment}` }),
  'read its timeline': ({ shipment }) => ({ path: `/v1/shipments/${shipment}/timeline` }),
}

/** What staff page through among the reads. */
export const isList = (what: string) => what.includes('list')

/** What counts as a search among the reads. */
export const isSearch = (what: string) => what.includes('search') || what.startsWith('find')

/** A new shipment for the locker and the shop of another one. */
export const announcing = (
  { organization, locker }: Sample,
  ids: IdSource,
  carrier: string,
): ShipmentCall => {
  const number = uuidOf(ids.mint('req')).slice(-12)
  return {
    path: '/v1/shipments',
    body: {
      organization,
      carrier,
      locker,
      reference: `NEW-${number}`,
      recipient: { email: null, phone: '+48601234567', locale: 'en' },
      parcels: [
        { label: `NEW${number}`, grams: 900, size: { height: 60, width: 200, depth: 300 } },
      ],
    },
  }
}

const list = (filters: Record<string, string>): ShipmentCall => ({
  path: `/v1/shipments?${new URLSearchParams({ limit: '50', ...filters }).toString()}`,
})
