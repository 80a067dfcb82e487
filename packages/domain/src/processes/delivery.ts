import type { Process } from './process.ts'

/** Parcels of a shop, carried by a delivery operator, collected by the person they are for. */
export const delivery: Process = {
  name: 'delivery',
  legs: [
    {
      name: 'handover',
      deposits: 'courier',
      collects: 'recipient',
      purpose: 'delivery',
      handOut: 'together',
      atEnd: { who: 'courier', does: 'withdraws', then: 'returning' },
      tells: [
        { message: 'shipment.ready', to: 'recipient', when: { at: 'ready' }, once: 'shipment' },
        {
          message: 'shipment.reminder',
          to: 'recipient',
          when: { at: 'before-end', hours: 24 },
          once: 'term',
        },
        { message: 'shipment.expired', to: 'recipient', when: { at: 'end' }, once: 'term' },
        { message: 'shipment.extended', to: 'recipient', when: { at: 'extended' }, once: 'term' },
        {
          message: 'shipment.cancelled',
          to: 'recipient',
          when: { at: 'cancelled-after-ready' },
          once: 'shipment',
        },
      ],
    },
  ],
}
