import { type ShipmentStatus, shipmentStatuses } from '@cubby/domain/shipments/status'
import { limits } from '@cubby/kit/limits'
import { parcelEvents, shipmentEvents, webhookPayload } from '@cubby/protocol/webhook-events'
import { anId, morning, shop } from '@cubby/testing/kernel/builders'
import { describe, expect, test } from 'vitest'
import { parcelEvent, shipmentEvent, testEvent } from './machine-events.ts'

type ShipmentFacts = Parameters<typeof shipmentEvent>[1]

const facts = (status: ShipmentStatus, over: Partial<ShipmentFacts> = {}): ShipmentFacts => ({
  id: anId('shp', 1),
  organization: shop,
  carrier: null,
  locker: anId('lck', 1),
  reference: 'ORDER-1',
  status,
  readyAt: null,
  dueAt: null,
  ...over,
})
const book = { id: anId('prc', 1), label: 'BOOK-1', status: 'stored' as const }
const once = { at: morning, occurrence: '1' }

describe('what machines are told', () => {
  test.each(shipmentEvents)('%s has the one shape of shipments, whatever is known', (type) => {
    for (const status of shipmentStatuses)
      for (const at of [null, morning]) {
        const known = facts(status, { readyAt: at, dueAt: at, carrier: at && anId('org', 2) })
        const { payload } = shipmentEvent(type, known, [book], once)
        expect(webhookPayload.parse(payload)).toEqual(payload)
      }
  })

  test.each(parcelEvents)('%s has the one shape of parcels', (type) => {
    const inCell = { ...book, cell: anId('cel', 1) }
    const { payload } = parcelEvent(type, facts('ready', { reference: null }), inCell, once)
    expect(webhookPayload.parse(payload)).toEqual(payload)
  })

  test('a test names the endpoint', () => {
    const { payload } = testEvent(anId('whk', 1), 'an organization', once)
    expect(webhookPayload.parse(payload)).toMatchObject({ data: { webhook: anId('whk', 1) } })
  })

  test('never exceeds what receivers take: the list of parcels is cut, and says so', () => {
    const count = limits.parcelsPerShipmentMax
    const label = '鞋'.repeat(limits.labelCharsMax)
    const parcels = Array.from({ length: count }, (_, n) => ({
      ...book,
      id: anId('prc', n),
      label,
    }))
    const wide = facts('ready', { reference: label })
    const { payload } = shipmentEvent('shipment.ready', wide, parcels, once)
    const bytes = Buffer.byteLength(JSON.stringify(webhookPayload.parse(payload)))
    expect(bytes).toBeLessThanOrEqual(limits.webhookPayloadBytesMax)
    // As many as fit: one more would be too many.
    expect(bytes).toBeGreaterThan(limits.webhookPayloadBytesMax - 1_000)
    expect(payload.data).toMatchObject({ isCut: true })
    const few = shipmentEvent('shipment.ready', wide, parcels.slice(0, 5), once).payload
    expect(few.data).toMatchObject({ isCut: false, parcels: { length: 5 } })
  })
})
