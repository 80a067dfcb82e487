import type { Leg, Process } from './process.ts'

/** A courier puts it in, the recipient takes it out; what nobody fetches a courier takes back, when the shop's rules say so. */
export const handover: Leg = {
  name: 'handover',
  deposits: 'courier',
  collects: 'recipient',
  purpose: 'delivery',
  handOut: 'together',
  atEnd: { who: 'courier', does: 'withdraws', then: 'returning' },
  tells: [
    { message: 'shipment.ready', to: 'recipient', at: 'ready' },
    { message: 'shipment.reminder', to: 'recipient', at: 'before-end' },
    { message: 'shipment.expired', to: 'recipient', at: 'end' },
    { message: 'shipment.extended', to: 'recipient', at: 'extended' },
    { message: 'shipment.cancelled', to: 'recipient', at: 'cancelled-after-ready' },
  ],
}

/** Parcels of a shop, carried by a delivery operator, collected by the person they are for. */
export const delivery: Process = { name: 'delivery', legs: [handover] }
