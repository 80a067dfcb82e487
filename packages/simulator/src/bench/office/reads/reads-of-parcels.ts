import { listDisputes } from '@cubby/protocol/operations/disputes/list-disputes'
import { readDispute } from '@cubby/protocol/operations/disputes/read-dispute'
import { listMessages } from '@cubby/protocol/operations/messages/list-messages'
import { listOffers } from '@cubby/protocol/operations/offers/list-offers'
import { readOffer } from '@cubby/protocol/operations/offers/read-offer'
import { readOverview } from '@cubby/protocol/operations/overview/read-overview'
import { findParcels } from '@cubby/protocol/operations/parcels/find-parcels'
import { readParcelTimeline } from '@cubby/protocol/operations/parcels/read-parcel-timeline'
import { listShipments } from '@cubby/protocol/operations/shipments/list-shipments'
import { readShipment } from '@cubby/protocol/operations/shipments/read-shipment'
import { readShipmentTimeline } from '@cubby/protocol/operations/shipments/read-shipment-timeline'
import { readStatuses } from '@cubby/protocol/operations/shipments/read-statuses'
import { listTariffs } from '@cubby/protocol/operations/tariffs/list-tariffs'
import { readTariff } from '@cubby/protocol/operations/tariffs/read-tariff'
import { listAlarms } from '@cubby/protocol/operations/upkeep/list-alarms'
import { listQuarantine } from '@cubby/protocol/operations/upkeep/list-quarantine'
import { readHealth } from '@cubby/protocol/operations/upkeep/read-health'
import { listDeliveries } from '@cubby/protocol/operations/webhooks/list-deliveries'
import { listWebhooks } from '@cubby/protocol/operations/webhooks/list-webhooks'
import { readDelivery } from '@cubby/protocol/operations/webhooks/read-delivery'
import { readWebhook } from '@cubby/protocol/operations/webhooks/read-webhook'
import { read } from './read.ts'

/** What pages ask about parcels, what was told of them, what they cost and what went wrong. */
export const readsOfParcels = [
  read(readOverview),
  read(listShipments),
  read(listShipments, 'a page far in', ({ shipment }) => ({ after: shipment })),
  read(listShipments, 'of a locker', ({ locker }) => ({ locker })),
  read(listShipments, 'of an organization', ({ organization }) => ({ organization })),
  read(listShipments, 'ready', () => ({ status: 'ready' })),
  read(listShipments, 'disputed', () => ({ status: 'disputed' })),
  read(listShipments, 'cancelled', () => ({ status: 'cancelled' })),
  read(listShipments, 'past their time', () => ({ overdue: 'true' })),
  read(listShipments, 'what ends first', () => ({ sort: 'due' })),
  read(listShipments, 'what ends first, a page far in', ({ shipment }) => ({
    sort: 'due',
    after: shipment,
  })),
  read(listShipments, 'ready, what ends first', () => ({ status: 'ready', sort: 'due' })),
  read(listShipments, 'complete last', () => ({ sort: '-ready' })),
  read(listShipments, 'of some days', () => ({
    createdFrom: '2026-03-01T00:00:00.000Z',
    createdUntil: '2026-03-03T00:00:00.000Z',
  })),
  read(listShipments, 'search, a label', ({ label }) => ({ q: label })),
  read(listShipments, 'search, a phone number', ({ phone }) => ({ q: phone })),
  read(listShipments, "search, a phone number's end", ({ phone }) => ({ q: phone.slice(-7) })),
  read(listShipments, 'search, a reference', ({ reference }) => ({ q: reference })),
  read(listShipments, 'search, nothing found', ({ label }) => ({ q: `${label}X` })),
  read(readShipment),
  read(readShipmentTimeline),
  read(findParcels, 'by label', ({ label }) => ({ label })),
  read(readParcelTimeline),
  read(readStatuses),
  read(listMessages),
  read(listMessages, 'of a shipment', ({ shipment }) => ({ shipment })),
  read(listMessages, 'failed', () => ({ state: 'dead' })),
  read(listMessages, 'queued', () => ({ state: 'queued' })),
  read(listMessages, 'in the inbox', () => ({ state: 'inbox' })),
  read(listMessages, 'dropped webhooks', () => ({ state: 'dropped', channel: 'webhook' })),
  read(listMessages, 'by SMS', () => ({ channel: 'sms' })),
  read(listMessages, 'of an organization, failed', ({ organization }) => ({
    organization,
    state: 'dead',
  })),
  read(listWebhooks),
  read(listWebhooks, 'of an organization', ({ organization }) => ({ organization })),
  read(readWebhook),
  read(listDeliveries),
  read(listDeliveries, 'failed', () => ({ state: 'dead' })),
  read(listDeliveries, 'dropped', () => ({ state: 'dropped' })),
  read(listDeliveries, 'of a rare event', () => ({ event: 'shipment.disputed' })),
  read(listDeliveries, 'of some days', () => ({
    from: '2026-11-01T00:00:00.000Z',
    until: '2026-11-03T00:00:00.000Z',
  })),
  read(listDeliveries, 'failed, of some days', () => ({
    state: 'dead',
    from: '2026-11-01T00:00:00.000Z',
    until: '2026-11-03T00:00:00.000Z',
  })),
  read(readDelivery),
  read(listAlarms),
  read(listAlarms, 'open', () => ({ state: 'open' })),
  read(listAlarms, 'acknowledged', () => ({ state: 'acknowledged' })),
  read(listAlarms, 'of a locker', ({ locker }) => ({ locker })),
  read(listAlarms, 'of a kind', () => ({ kind: 'door.forced' })),
  read(listAlarms, 'of a kind that there is not', () => ({ kind: 'locker.fork' })),
  read(listDisputes),
  read(listDisputes, 'open', () => ({ state: 'open' })),
  read(listDisputes, 'of a locker', ({ locker }) => ({ locker })),
  read(readDispute, '', undefined, { params: ({ alarm }) => ({ dispute: alarm }) }),
  read(listTariffs),
  read(listTariffs, 'in use', () => ({ state: 'current' })),
  read(listTariffs, 'searched', () => ({ q: 'tariff 12' })),
  read(readTariff),
  read(listOffers),
  read(listOffers, 'on', () => ({ state: 'on' })),
  read(readOffer),
  read(readHealth),
  read(listQuarantine),
]
