import type { OrganizationId } from '@cubby/kit/ids'
import { createOffer } from '@cubby/protocol/operations/offers/create-offer'
import { createTariff } from '@cubby/protocol/operations/tariffs/create-tariff'
import { createWebhook } from '@cubby/protocol/operations/webhooks/create-webhook'
import type { ApiClient } from '@cubby/sdk/api-client'

/** A tariff, an offer that uses it and a webhook of this organization, so that their pages have something to show. */
export async function addFirmThings(operator: ApiClient, organization: OrganizationId) {
  const tariff = await operator.call(createTariff, { body: { name: 'Luggage', terms } })
  const offer = await operator.call(createOffer, {
    body: {
      kind: 'store',
      names: [
        { language: 'en', name: 'Store your luggage' },
        { language: 'ar', name: 'احفظ أمتعتك' },
      ],
      tariff: tariff.id,
      purposes: ['storage'],
      isOn: true,
    },
  })
  const webhook = await operator.call(createWebhook, {
    body: {
      organization,
      url: 'https://hooks.example.org/cubby',
      events: ['shipment.ready', 'shipment.collected'],
    },
  })
  return { tariff: tariff.id, offer: offer.id, webhook: webhook.id }
}

/** Large cells by the day; the others by the started hour, cheaper at night, at most 8 euros in 24 hours. */
const terms = {
  currency: 'EUR',
  vat: { basisPoints: 1_900, isIncluded: true },
  rules: [
    {
      sizes: ['L', 'XL'],
      zones: [],
      free: { minutes: 0, isDeducted: false },
      charge: { kind: 'per-day' as const, day: '24-hours' as const, amount: 1_200, rates: [] },
      caps: { perDay: null, per24Hours: null, total: null },
      minimum: 0,
    },
    {
      sizes: [],
      zones: [],
      free: { minutes: 15, isDeducted: false },
      charge: {
        kind: 'per-period' as const,
        everyMinutes: 60,
        amount: 200,
        rates: [
          {
            days: [1, 2, 3, 4, 5, 6, 7],
            onHolidays: true,
            fromMinute: 1_320,
            toMinute: 360,
            amount: 100,
          },
        ],
      },
      caps: { perDay: null, per24Hours: 800, total: null },
      minimum: 0,
    },
  ],
  holidays: ['2026-12-25'],
  rounding: { step: 10, way: 'nearest' as const },
}
