import type { TariffTerms } from '@cubby/domain/tariffs/tariff'
import { days, isoTime, later } from '@cubby/kit/clock'
import { createOffer } from '@cubby/protocol/operations/offers/create-offer'
import { listOffers } from '@cubby/protocol/operations/offers/list-offers'
import { readOffer } from '@cubby/protocol/operations/offers/read-offer'
import { updateOffer } from '@cubby/protocol/operations/offers/update-offer'
import { createTariff } from '@cubby/protocol/operations/tariffs/create-tariff'
import { listTariffs } from '@cubby/protocol/operations/tariffs/list-tariffs'
import { priceStay } from '@cubby/protocol/operations/tariffs/price-stay'
import { readTariff } from '@cubby/protocol/operations/tariffs/read-tariff'
import { retireTariff } from '@cubby/protocol/operations/tariffs/retire-tariff'
import { updateTariff } from '@cubby/protocol/operations/tariffs/update-tariff'
import { type SmallNetwork, smallNetwork } from '@cubby/testing/api/small-network'
import { tableDigest } from '@cubby/testing/api/table-digest'
import { type TestApi, testApi } from '@cubby/testing/api/test-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let api: TestApi
let network: SmallNetwork
beforeAll(async () => {
  api = await testApi()
  network = await smallNetwork(api)
})
afterAll(() => api[Symbol.asyncDispose]())

const terms = (hour = 200): TariffTerms => ({
  currency: 'EUR',
  vat: { basisPoints: 1_900, isIncluded: true },
  rules: [
    {
      sizes: [],
      zones: [],
      free: { minutes: 15, isDeducted: false },
      charge: { kind: 'per-period', everyMinutes: 60, amount: hour, rates: [] },
      caps: { perDay: null, per24Hours: 800, total: null },
      minimum: 0,
    },
  ],
  holidays: [],
  rounding: { step: 1, way: 'nearest' },
})
const make = (over: object = {}) =>
  api.call(api.operator, createTariff, {
    body: { name: 'Luggage', terms: terms(), validFrom: '2026-01-01T00:00:00Z', ...over },
  })
const priced = (tariff: string, over: object = {}) =>
  api.ask(api.operator, priceStay, {
    params: { tariff: tariff as never },
    body: {
      from: '2026-03-01T09:00:00Z',
      until: '2026-03-01T11:30:00Z',
      size: 'M',
      location: network.location.id,
      ...over,
    },
  })

describe('a tariff', () => {
  test('says what a stay costs, line by line, by the clock of the place', async () => {
    const { id } = await make()
    const { body } = await priced(id)
    expect(body).toMatchObject({
      version: 1,
      lines: [{ kind: 'charge', unit: 'period', count: 3, each: 200, amount: 600 }],
      total: { amount: 600, currency: 'EUR' },
      vat: { amount: 96, currency: 'EUR' },
    })
    expect((await priced(id, { until: '2026-03-02T08:00:00Z' })).body).toMatchObject({
      lines: [{ amount: 4_600 }, { kind: 'cap', cap: 'per24Hours', limit: 800, amount: -3_800 }],
    })
  })

  test('with new terms is a new version, and a stay keeps the one under which it began', async () => {
    const made = await make()
    const from = isoTime(later(api.clock.now(), days(10)))
    const params = { tariff: made.id }
    const changed = await api.call(api.operator, updateTariff, {
      params,
      body: { version: 1, terms: terms(300), validFrom: from },
    })
    expect(changed).toMatchObject({ version: 2, versions: [{ version: 2 }, { version: 1 }] })
    const before = isoTime(later(api.clock.now(), days(9)))
    const until = isoTime(later(api.clock.now(), days(11)))
    const cost = async (begin: string) => (await priced(made.id, { from: begin, until })).body
    expect(await cost(before)).toMatchObject({ version: 1, total: { amount: 1_600 } })
    expect(await cost(from)).toMatchObject({ version: 2, total: { amount: 800 } })
    const old = await api.call(api.operator, readTariff, { params, query: { version: 1 } })
    expect(old).toMatchObject({ version: 1, terms: terms() })
  })

  test('is not written over by somebody who saw an older version', async () => {
    const made = await make()
    const change = (name: string, hour: number) =>
      api.ask(api.operator, updateTariff, {
        params: { tariff: made.id },
        body: { version: 1, name, terms: terms(hour) },
      })
    expect(await change('First', 250)).toMatchObject({ status: 200 })
    expect(await change('Second', 260)).toMatchObject({
      status: 409,
      body: { code: 'conflict/state', extra: { version: 2 } },
    })
  })

  test('never changes a price for time that has passed', async () => {
    const made = await make()
    const answer = await api.ask(api.operator, updateTariff, {
      params: { tariff: made.id },
      body: { version: 1, terms: terms(900), validFrom: '2026-01-01T00:00:00Z' },
    })
    expect(answer.body).toMatchObject({ errors: [{ pointer: '/validFrom' }] })
  })

  test('that contradicts itself is refused at the field, and nothing is kept', async () => {
    const before = await tableDigest(api.ctx.db)
    const [rule] = terms().rules
    const wrong: [string, object][] = [
      ['/terms/currency', { terms: { ...terms(), currency: 'XQQ' } }],
      ['/terms/rules/0/sizes', { terms: { ...terms(), rules: [{ ...rule, sizes: ['L'] }] } }],
      ['/terms/holidays/0', { terms: { ...terms(), holidays: ['2026-02-30'] } }],
      ['/validUntil', { validUntil: '2025-12-31T00:00:00Z' }],
      [
        '/terms/vat/basisPoints',
        { terms: { ...terms(), vat: { basisPoints: 1e9, isIncluded: true } } },
      ],
      ['/terms/rules', { terms: { ...terms(), rules: Array.from({ length: 21 }, () => rule) } }],
      ['/terms/rules/0/minimum', { terms: { ...terms(), rules: [{ ...rule, minimum: 0.5 }] } }],
      ['/name', { name: 'Lug\u0000gage' }],
    ]
    for (const [pointer, over] of wrong) {
      const answer = await api.ask(api.operator, createTariff, {
        body: { name: 'Luggage', terms: terms(), validFrom: '2026-01-01T00:00:00Z', ...over },
      })
      expect(answer).toMatchObject({ status: 422, body: { errors: [{ pointer }] } })
    }
    expect(await tableDigest(api.ctx.db)).toEqual(before)
  })

  test('is not asked about a time or place that makes no sense', async () => {
    const { id } = await make({ validUntil: '2026-06-01T00:00:00Z' })
    const cases: [string, object][] = [
      ['/until', { until: '2026-03-01T08:00:00Z' }],
      ['/from', { from: '2026-07-01T09:00:00Z', until: '2026-07-01T10:00:00Z' }],
      ['/timeZone', { location: undefined, timeZone: 'Mars/Olympus' }],
      ['/timeZone', { location: undefined }],
      ['/version', { version: 7 }],
    ]
    for (const [pointer, over] of cases)
      expect((await priced(id, over)).body).toMatchObject({ errors: [{ pointer }] })
  })
})

describe('an offer', () => {
  const names = [{ language: 'en', name: 'Store luggage' }]
  const offer = (over: object = {}) =>
    api.ask(api.operator, createOffer, { body: { kind: 'store', names, ...over } })

  test('of goods is made by who sells some, and refused at its kind to others', async () => {
    const { carrier, shop } = network
    for (const kind of ['buy', 'rent', 'hand-in'])
      expect(await offer({ kind, organization: carrier.id })).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: '/kind', code: 'not-allowed' }] },
      })
    expect((await offer({ kind: 'store', organization: carrier.id })).status).toBe(201)
    expect((await offer({ kind: 'buy', organization: shop.id })).status).toBe(201)
    expect((await offer({ kind: 'buy' })).status).toBe(201)
  })

  test('holds its tariff: what people are offered cannot vanish', async () => {
    const { id: tariff } = await make()
    const { body: made } = await offer({ tariff, isOn: true, purposes: ['storage'] })
    const params = { tariff }
    expect(await api.ask(api.operator, retireTariff, { params })).toMatchObject({
      status: 409,
      body: { extra: { offers: 1 } },
    })
    await api.call(api.operator, updateOffer, { params: { offer: made.id }, body: { isOn: false } })
    const retired = await api.call(api.operator, retireTariff, { params })
    expect(retired.retiredAt).not.toBeNull()
    expect(await api.call(api.operator, retireTariff, { params })).toEqual(retired)
    const again = await api.ask(api.operator, updateOffer, {
      params: { offer: made.id },
      body: { isOn: true },
    })
    expect(again.body).toMatchObject({ errors: [{ pointer: '/tariff', code: 'not-allowed' }] })
    // What began under it is still priced.
    expect(await priced(tariff)).toMatchObject({ status: 200 })
  })

  test('names tariffs and segments that are there, and each language once', async () => {
    const segment = 'seg_01jz4y3sk5ftr8kxbzk2g5yq4z'
    const cases: [string, object][] = [
      ['/tariff', { tariff: 'trf_01jz4y3sk5ftr8kxbzk2g5yq4z' }],
      ['/segments/0', { segments: [segment] }],
      ['/names/1/language', { names: [...names, { language: 'en', name: 'Again' }] }],
    ]
    for (const [pointer, over] of cases)
      expect((await offer(over)).body).toMatchObject({ errors: [{ pointer }] })
  })
})

describe('an organization', () => {
  test('has tariffs and offers of its own, sees those of the network, and changes only its own', async () => {
    const { shopKey, rivalKey, shop } = network
    const common = await make({ name: 'For everybody' })
    const own = await api.call(shopKey, createTariff, { body: { name: 'Own', terms: terms() } })
    expect(own.organization).toBe(shop.id)
    const { items } = await api.call(shopKey, listTariffs)
    expect(items.map(({ id }) => id)).toEqual(expect.arrayContaining([own.id, common.id]))
    expect((await api.call(rivalKey, listTariffs)).items.map(({ id }) => id)).not.toContain(own.id)
    const change = (key: string, tariff: typeof own.id) =>
      api.ask(key, updateTariff, { params: { tariff }, body: { version: 1, name: 'Mine' } })
    expect(await change(shopKey, common.id)).toMatchObject({ status: 403 })
    expect(await change(rivalKey, own.id)).toMatchObject({ status: 404 })
    expect(await change(shopKey, own.id)).toMatchObject({ status: 200, body: { name: 'Mine' } })
    const names = [{ language: 'de', name: 'Abgeben' }]
    const offer = await api.call(shopKey, createOffer, {
      body: { kind: 'store', names, tariff: common.id, isOn: true },
    })
    expect(await api.ask(rivalKey, readOffer, { params: { offer: offer.id } })).toMatchObject({
      status: 404,
    })
    expect((await api.call(shopKey, listOffers, { query: { state: 'on' } })).items).toContainEqual(
      offer,
    )
    const foreign = await api.ask(rivalKey, createOffer, {
      body: { kind: 'store', names, tariff: own.id },
    })
    expect(foreign.body).toMatchObject({ errors: [{ pointer: '/tariff', code: 'not-found' }] })
  })
})
