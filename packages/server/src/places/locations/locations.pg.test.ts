import { hours, instant, later } from '@cubby/kit/clock'
import { feedBodies } from '@cubby/protocol/link/messages'
import { checkHours } from '@cubby/protocol/operations/locations/check-hours'
import { createLocation } from '@cubby/protocol/operations/locations/create-location'
import { listLocations } from '@cubby/protocol/operations/locations/list-locations'
import { readLocation } from '@cubby/protocol/operations/locations/read-location'
import { removeLocation } from '@cubby/protocol/operations/locations/remove-location'
import { updateLocation } from '@cubby/protocol/operations/locations/update-location'
import { updateLocker } from '@cubby/protocol/operations/lockers/update-locker'
import { anAddress, type SmallNetwork, smallNetwork } from '@cubby/testing/api/small-network'
import { tableDigest } from '@cubby/testing/api/table-digest'
import { type TestApi, testApi } from '@cubby/testing/api/test-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { sweepOldRows } from '../../timers/upkeep.ts'

let api: TestApi
let network: SmallNetwork
beforeAll(async () => {
  api = await testApi()
  network = await smallNetwork(api)
})
afterAll(() => api[Symbol.asyncDispose]())

type NewLocation = z.input<typeof createLocation.body>
const aPlace = (over: Partial<NewLocation> = {}): NewLocation => ({
  name: 'Mill Lane',
  address: anAddress,
  latitude: 52.53,
  longitude: 13.38,
  ...over,
})
const add = (over: Partial<NewLocation> = {}) =>
  api.call(api.operator, createLocation, { body: aPlace(over) })
const read = (location: string) =>
  api.call(network.shopKey, readLocation, { params: { location: location as `loc_${string}` } })

/** What the feed of the locker says of where it stands. */
async function placeOf(locker: string) {
  const item = await api.ctx.db
    .selectFrom('feed_item')
    .select('body')
    .where('stream_id', '=', `locker:${locker}`)
    .where('key', '=', 'place')
    .executeTakeFirst()
  return item ? feedBodies.place.parse(item.body) : null
}

describe('a new place', () => {
  test('has the time zone of its coordinates unless another is named', async () => {
    expect((await add({ latitude: 51.77, longitude: 19.47 })).timeZone).toBe('Europe/Warsaw')
    expect((await add({ timeZone: 'Europe/Lisbon' })).timeZone).toBe('Europe/Lisbon')
  })

  test('has a number that no other place has', async () => {
    await add({ code: 'BER-001' })
    const answer = await api.ask(api.operator, createLocation, {
      body: aPlace({ code: 'BER-001' }),
    })
    expect(answer.body).toMatchObject({
      code: 'conflict/duplicate',
      errors: [{ pointer: '/code', code: 'duplicate' }],
    })
  })

  test('without hours does not claim to be open', async () => {
    expect(await add()).toMatchObject({ openNow: null, nextChange: null, week: null })
  })
})

describe('hours', () => {
  // The test's clock stands on a Thursday in March, at eleven in Berlin.
  const eleven = () => api.clock.now()

  test('say whether it is open now, until when, and how the week goes', async () => {
    const place = await add({ openingHours: 'Mo-Fr 08:00-18:00; Sa 10:00-14:00' })
    expect(place).toMatchObject({
      openNow: true,
      nextChange: new Date(later(eleven(), hours(7))).toISOString(),
    })
    expect(place.week).toEqual([
      ...[1, 2, 3, 4, 5].map((day) => ({ day, fromMinute: 480, toMinute: 1_080 })),
      { day: 6, fromMinute: 600, toMinute: 840 },
    ])
  })

  test('are those of the clock of the place', async () => {
    const text = 'Mo-Su 05:00-11:30'
    const berlin = await add({ openingHours: text })
    const lisbon = await add({ openingHours: text, timeZone: 'Europe/Lisbon' })
    const tokyo = await add({ openingHours: text, timeZone: 'Asia/Tokyo' })
    expect([berlin.openNow, lisbon.openNow, tokyo.openNow]).toEqual([true, true, false])
  })

  test('of a night go past midnight, and round the clock has no change in sight', async () => {
    const bar = await add({ openingHours: 'Fr-Sa 20:00-02:00' })
    expect(bar.week).toEqual([
      { day: 5, fromMinute: 1_200, toMinute: 120 },
      { day: 6, fromMinute: 1_200, toMinute: 120 },
    ])
    const yard = await add({ openingHours: '24/7' })
    expect(yard).toMatchObject({ openNow: true, nextChange: null })
    expect(yard.week).toHaveLength(7)
  })

  test('know the holidays of the country', async () => {
    const ask = (country: string) =>
      api.call(api.operator, checkHours, {
        body: { hours: 'Mo-Su 10:00-12:00; PH off', country, timeZone: 'Europe/Warsaw' },
      })
    const moved = api.clock.now()
    await api.clock.advance((Date.UTC(2026, 10, 9, 8) - moved) as never)
    const openOn = ({ days }: Awaited<ReturnType<typeof ask>>, date: string) =>
      days.find((day) => day.date === date)?.open
    // Poland's Independence Day is no holiday in Germany.
    expect(openOn(await ask('PL'), '2026-11-11')).toEqual([])
    expect(openOn(await ask('DE'), '2026-11-11')).toEqual([{ fromMinute: 600, toMinute: 720 }])
  })

  test.each([
    ['nonsense', 'hours-not-understood'],
    ['Feb 30 10:00-12:00', 'hours-not-understood'],
    ['PN-SB 06-21', 'hours-not-understood'],
    ['sunrise-sunset', 'hours-sun'],
    ['('.repeat(400), 'hours-not-understood'],
    ['Mo-Fr 25:00-99:00', 'hours-not-understood'],
    ['Mo,'.repeat(160), 'hours-not-understood'],
    ['"; drop table location; --', 'hours-not-understood'],
    ['constructor', 'hours-not-understood'],
    ['"call us"', 'hours-not-understood'],
    ['Mo-Fr 10:00-12:00; Mo-Fr 10:00-12:00 || '.repeat(12), 'hours-not-understood'],
  ])('%s is refused at the field', async (text, code) => {
    for (const field of ['openingHours', 'courierHours'] as const) {
      const answer = await api.ask(api.operator, createLocation, {
        body: aPlace({ [field]: text }),
      })
      expect(answer.body).toMatchObject({ errors: [{ pointer: `/${field}`, code }] })
    }
  })

  test('of a country whose holidays nobody knows are refused with those words', async () => {
    const answer = await api.ask(api.operator, createLocation, {
      body: aPlace({ address: { ...anAddress, country: 'XX' }, openingHours: 'PH off' }),
    })
    expect(JSON.stringify(answer.body)).toContain('holidays of XX are not known')
  })
})

describe('a closure', () => {
  test('shuts the place for its time, and the next change is its end', async () => {
    const now = api.clock.now()
    const [from, until] = [instant(now - 1_000), later(now, hours(30))]
    const iso = (at: number) => new Date(at).toISOString()
    const place = await add({
      openingHours: '24/7',
      closures: [{ from: iso(from), until: iso(until), reason: 'Works on the roof' }],
    })
    expect(place).toMatchObject({ openNow: false, nextChange: iso(until) })
  })

  test('that ends before it begins is refused', async () => {
    const closure = { from: '2026-02-02T00:00:00Z', until: '2026-02-01T00:00:00Z', reason: 'No' }
    const answer = await api.ask(api.operator, createLocation, {
      body: aPlace({ closures: [closure] }),
    })
    expect(answer.body).toMatchObject({ errors: [{ pointer: '/closures/0/until' }] })
  })
})

describe('a list', () => {
  test('is filtered by words, city, country, state and what is open at a moment', async () => {
    const address = { ...anAddress, city: 'Gdynia', postCode: '81-001', country: 'PL' }
    const weekdays = await add({ name: 'Port', address, openingHours: 'Mo-Fr 09:00-17:00' })
    const holidays = await add({
      name: 'Pier',
      code: 'GDY-9',
      address,
      openingHours: 'Mo-Su 09:00-17:00; PH off',
    })
    const planned = await add({ name: 'Dock', address, status: 'planned', openingHours: '24/7' })
    const names = async (query: object) => {
      const { items } = await api.call(network.shopKey, listLocations, { query })
      return items.map(({ id }) => id)
    }
    const city = 'gdynia'
    const all = [planned.id, holidays.id, weekdays.id]
    expect(await names({ city })).toEqual(all)
    expect(await names({ q: 'gdy-9' })).toEqual([holidays.id])
    expect(await names({ q: '81-001', status: 'planned' })).toEqual([planned.id])
    expect(await names({ city, country: 'DE' })).toEqual([])
    expect(await names({ city, openAt: '2026-11-10T12:00:00Z' })).toEqual([
      holidays.id,
      weekdays.id,
    ])
    expect(await names({ city, openAt: '2026-11-11T12:00:00Z' })).toEqual([weekdays.id])
    expect(await names({ city, openAt: '2026-11-14T12:00:00Z' })).toEqual([holidays.id])
    expect(await names({ city, openAt: '2026-11-10T16:30:00Z' })).toEqual([])
  })
})

describe('a change', () => {
  test('of the name reaches the machines that stand there, and of the directions does not', async () => {
    const location = network.location.id
    const params = { location }
    const change = (body: object) => api.call(api.operator, updateLocation, { params, body })
    expect(await placeOf(network.locker.id)).toEqual({
      name: 'Central station',
      city: 'Berlin',
      timeZone: 'Europe/Berlin',
    })
    const versions = () =>
      api.ctx.db.selectFrom('stream').select(['id', 'head']).orderBy('id').execute()
    const before = await versions()
    const changed = await change({ directions: { de: 'Hinter dem Kiosk', en: 'Behind the kiosk' } })
    expect(changed.directions.de).toBe('Hinter dem Kiosk')
    expect(await versions()).toEqual(before)
    await change({ name: 'Main hall', timeZone: 'Europe/Warsaw' })
    expect(await placeOf(network.locker.id)).toMatchObject({
      name: 'Main hall',
      timeZone: 'Europe/Warsaw',
    })
    expect(await read(location)).toMatchObject({
      name: 'Main hall',
      directions: { en: 'Behind the kiosk' },
      lockers: 1,
    })
  })

  test('that is wrong changes nothing', async () => {
    const params = { location: network.location.id }
    await add({ code: 'TAKEN' })
    const before = await tableDigest(api.ctx.db)
    for (const body of [
      { code: 'TAKEN', name: 'Other' },
      { name: 'Other', timeZone: 'Mars/Olympus' },
      { name: 'Other', openingHours: 'whenever' },
      { name: 'Other', latitude: 91 },
      { name: 'Other', latitude: null as never },
      { name: 'Other', directions: { 'not a language': 'x' } },
    ])
      expect(
        (await api.ask(api.operator, updateLocation, { params, body })).status,
      ).toBeGreaterThan(400)
    expect(await tableDigest(api.ctx.db)).toEqual(before)
  })

  test('of nothing known answers that there is no such place', async () => {
    const params = { location: api.ctx.ids.mint('loc') }
    expect(
      await api.ask(api.operator, updateLocation, { params, body: { name: 'X' } }),
    ).toMatchObject({ status: 404 })
    expect(await api.ask(api.operator, removeLocation, { params })).toMatchObject({ status: 404 })
  })
})

test('a place is removed only when no locker stands there', async () => {
  const place = await add()
  const params = { location: place.id }
  const move = (location: `loc_${string}`) =>
    api.call(api.operator, updateLocker, {
      params: { locker: network.locker.id },
      body: { location, name: 'Yard' },
    })
  const moved = await move(place.id)
  expect(moved).toMatchObject({ name: 'Yard', location: place.id })
  expect(await placeOf(network.locker.id)).toMatchObject({ name: 'Mill Lane' })
  const refused = await api.ask(api.operator, removeLocation, { params })
  expect(refused.body).toMatchObject({ code: 'conflict/state', extra: { lockers: 1 } })
  await move(network.location.id)
  expect(await api.ask(api.operator, removeLocation, { params })).toMatchObject({ status: 204 })
  expect(await api.ask(api.operator, readLocation, { params })).toMatchObject({ status: 404 })
})

test('a locker does not move to a place that does not exist', async () => {
  const answer = await api.ask(api.operator, updateLocker, {
    params: { locker: network.locker.id },
    body: { location: api.ctx.ids.mint('loc') },
  })
  expect(answer.body).toMatchObject({ errors: [{ pointer: '/location', code: 'not-found' }] })
})

test('a locker from before is told where it stands by the upkeep, once', async () => {
  const { db } = api.ctx
  await db.deleteFrom('feed_item').where('key', '=', 'place').execute()
  expect(await placeOf(network.locker.id)).toBeNull()
  await sweepOldRows(api.ctx, api.clock.now())
  expect(await placeOf(network.locker.id)).not.toBeNull()
  const head = () =>
    db
      .selectFrom('stream')
      .select('head')
      .where('id', '=', `locker:${network.locker.id}`)
      .executeTakeFirstOrThrow()
  const before = await head()
  await sweepOldRows(api.ctx, api.clock.now())
  expect(await head()).toEqual(before)
})
