import { uuidOf } from '@cubby/kit/ids'
import { scopes } from '@cubby/protocol/operation'
import { blockCell } from '@cubby/protocol/operations/commands/block-cell'
import { openCell } from '@cubby/protocol/operations/commands/open-cell'
import { readCommand } from '@cubby/protocol/operations/commands/read-command'
import { createLocation } from '@cubby/protocol/operations/locations/create-location'
import { listLocations } from '@cubby/protocol/operations/locations/list-locations'
import { readLocation } from '@cubby/protocol/operations/locations/read-location'
import { createLocker } from '@cubby/protocol/operations/lockers/create-locker'
import { exportLockers } from '@cubby/protocol/operations/lockers/export-lockers'
import { listLockers } from '@cubby/protocol/operations/lockers/list-lockers'
import { readCells } from '@cubby/protocol/operations/lockers/read-cells'
import { readLocker } from '@cubby/protocol/operations/lockers/read-locker'
import { readOverview } from '@cubby/protocol/operations/overview/read-overview'
import { findParcels } from '@cubby/protocol/operations/parcels/find-parcels'
import { readParcelTimeline } from '@cubby/protocol/operations/parcels/read-parcel-timeline'
import { listRoles } from '@cubby/protocol/operations/roles/list-roles'
import { cancelShipment } from '@cubby/protocol/operations/shipments/cancel-shipment'
import { listShipments } from '@cubby/protocol/operations/shipments/list-shipments'
import { readShipment } from '@cubby/protocol/operations/shipments/read-shipment'
import { createStaff } from '@cubby/protocol/operations/staff/create-staff'
import { listStaff } from '@cubby/protocol/operations/staff/list-staff'
import { updateStaff } from '@cubby/protocol/operations/staff/update-staff'
import { acknowledgeAlarm } from '@cubby/protocol/operations/upkeep/acknowledge-alarm'
import { listAlarms } from '@cubby/protocol/operations/upkeep/list-alarms'
import { anAddress, type SmallNetwork, smallNetwork } from '@cubby/testing/api/small-network'
import { asPage, signedIn } from '@cubby/testing/api/staff'
import { type SignedIn, type TestApi, testApi } from '@cubby/testing/api/test-api'
import { smallLocker } from '@cubby/testing/network/street-locker'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { timestamp } from '../db/tables/column.ts'

let api: TestApi
let network: SmallNetwork
let far: Awaited<ReturnType<typeof farLocker>>
let near: SignedIn
beforeAll(async () => {
  api = await testApi()
  network = await smallNetwork(api)
  far = await farLocker()
  const reach = { kind: 'lockers' as const, lockers: [network.locker.id] }
  near = asPage(await signedIn(api, { reach }))
})
afterAll(() => api[Symbol.asyncDispose]())

async function farLocker() {
  const { id: location } = await api.call(api.operator, createLocation, {
    body: {
      name: 'Harbour',
      address: anAddress,
      latitude: 53.5,
      longitude: 10,
      timeZone: 'Europe/Berlin',
    },
  })
  const { id, layout } = await api.call(api.operator, createLocker, {
    body: { location, name: 'Pier', layout: smallLocker() },
  })
  const cell = layout.modules[0]?.cells[0]?.id ?? expect.fail()
  return { id, location, cell }
}

async function anAlarm(locker: string) {
  const id = api.ctx.ids.mint('evt')
  await api.ctx.db
    .insertInto('alarm')
    .values({
      id: uuidOf(id),
      locker_id: uuidOf(locker),
      kind: 'door.forced',
      cell_id: null,
      detail: '{}',
      at: timestamp(api.clock.now()),
      dedupe_key: id,
    })
    .execute()
  return id
}

describe('a person with one locker in reach', () => {
  test('sees it and its place, and nothing of another', async () => {
    const { items } = await api.call(near, listLockers)
    expect(items.map(({ name }) => name)).toEqual(['Hall'])
    const { text } = await api.ask(near, exportLockers)
    expect(text).toContain('Hall')
    expect(text).not.toContain('Pier')
    const places = (await api.call(near, listLocations)).items.map(({ name }) => name)
    expect(places).toEqual(['Central station'])
    expect((await api.call(near, readOverview)).cells.total).toBe(items[0]?.cells)
    const answers = [
      await api.ask(near, readLocker, { params: { locker: far.id } }),
      await api.ask(near, readCells, { params: { locker: far.id } }),
      await api.ask(near, readLocation, { params: { location: far.location } }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404])
  })

  test('opens and blocks its cells, and none of another', async () => {
    const cell = network.locker.layout.modules[0]?.cells[0]?.id ?? expect.fail()
    const body = { reason: 'The recipient stands in front of it' }
    const params = { locker: network.locker.id, cell }
    expect(await api.ask(near, openCell, { params, body })).toMatchObject({ status: 202 })
    const foreign = { params: { locker: far.id, cell: far.cell }, body }
    expect(await api.ask(near, openCell, foreign)).toMatchObject({ status: 404 })
    expect(await api.ask(near, blockCell, foreign)).toMatchObject({ status: 404 })
    const { id: command } = await api.call(api.operator, openCell, foreign)
    expect(await api.ask(near, readCommand, { params: { command } })).toMatchObject({ status: 404 })
  })

  test('finds its parcels, and none of another', async () => {
    const here = await network.announce()
    const there = await network.announce({
      locker: far.id,
      parcels: [{ label: 'FAR-1', grams: 500 }],
    })
    const { items } = await api.call(near, listShipments)
    expect(items.map(({ id }) => id)).toEqual([here.id])
    expect((await api.call(near, findParcels, { query: { label: 'FAR-1' } })).items).toEqual([])
    const parcel = there.parcels[0]?.id ?? expect.fail()
    const answers = [
      await api.ask(near, readShipment, { params: { shipment: there.id } }),
      await api.ask(near, cancelShipment, {
        params: { shipment: there.id },
        body: { reason: 'mine' },
      }),
      await api.ask(near, readParcelTimeline, { params: { parcel } }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404])
    expect((await api.call(near, readShipment, { params: { shipment: here.id } })).id).toBe(here.id)
  })

  test('hears of its alarms, and of none of another', async () => {
    const here = await anAlarm(network.locker.id)
    const there = await anAlarm(far.id)
    expect((await api.call(near, listAlarms)).items.map(({ id }) => id)).toEqual([here])
    const seen = (alarm: `evt_${string}`) => api.ask(near, acknowledgeAlarm, { params: { alarm } })
    expect((await seen(there)).status).toBe(404)
    expect((await seen(here)).status).toBe(200)
  })
})

test('who belongs to a segment reaches what the segment holds at the time', async () => {
  const id = api.ctx.ids.mint('seg')
  const segment = uuidOf(id)
  const { db, clock } = { db: api.ctx.db, clock: api.clock }
  await db
    .insertInto('segment')
    .values({ id: segment, name: 'North', created_at: timestamp(clock.now()) })
    .execute()
  const reach = { kind: 'segments' as const, segments: [id] }
  const person = asPage(await signedIn(api, { reach }))
  const names = async () => (await api.call(person, listLockers)).items.map(({ name }) => name)
  expect(await names()).toEqual([])
  const member = { segment_id: segment, locker_id: uuidOf(far.id) }
  await db.insertInto('segment_locker').values(member).execute()
  expect(await names()).toEqual(['Pier'])
  await db.deleteFrom('segment_locker').where('segment_id', '=', segment).execute()
  expect(await names()).toEqual([])
})

describe("an organization's own staff", () => {
  test('see what its keys see, and nothing of another', async () => {
    const own = await network.announce({ parcels: [{ label: 'OWN-1', grams: 500 }] })
    const reachOf = (organization: `org_${string}`) =>
      ({ kind: 'organization', organization }) as const
    const ours = asPage(await signedIn(api, { reach: reachOf(network.shop.id) }))
    const theirs = asPage(await signedIn(api, { reach: reachOf(network.rival.id) }))
    const read = (person: SignedIn) =>
      api.ask(person, readShipment, { params: { shipment: own.id } })
    expect((await read(ours)).status).toBe(200)
    expect((await read(theirs)).status).toBe(404)
    expect((await api.call(theirs, listShipments)).items).toEqual([])
    const colleagues = (await api.call(ours, listStaff)).items
    expect(colleagues.map(({ reach }) => reach)).toEqual([reachOf(network.shop.id)])
  })
})

describe('whoever gives a reach', () => {
  test('must name what exists', async () => {
    const role = await roleId()
    const hire = (reach: Parameters<typeof body>[1]) =>
      api.ask(api.operator, createStaff, { body: body(role, reach) })
    const { ids } = api.ctx
    const locker = await hire({ kind: 'lockers', lockers: [network.locker.id, ids.mint('lck')] })
    expect(locker.body).toMatchObject({ errors: [{ pointer: '/reach/lockers/1' }] })
    const segment = await hire({ kind: 'segments', segments: [ids.mint('seg')] })
    expect(segment.body).toMatchObject({ errors: [{ pointer: '/reach/segments/0' }] })
    const organization = await hire({ kind: 'organization', organization: ids.mint('org') })
    expect(organization.body).toMatchObject({ errors: [{ pointer: '/reach/organization' }] })
    expect((await hire({ kind: 'lockers', lockers: [] })).status).toBe(422)
  })

  test('changes it for the next call of the person', async () => {
    const reach = { kind: 'lockers' as const, lockers: [far.id] }
    const session = await signedIn(api, { reach })
    const person = asPage(session)
    expect((await api.call(person, listLockers)).items.map(({ name }) => name)).toEqual(['Pier'])
    const { items } = await api.call(api.operator, listStaff)
    const staff = items.find((each) => each.email === session.email)?.id ?? expect.fail()
    await api.call(api.operator, updateStaff, {
      params: { staff },
      body: { reach: { kind: 'lockers', lockers: [network.locker.id] } },
    })
    expect((await api.call(person, listLockers)).items.map(({ name }) => name)).toEqual(['Hall'])
  })
})

type Hired = { kind: 'network' } | { kind: 'organization'; organization: `org_${string}` }
type Limited =
  | { kind: 'segments'; segments: `seg_${string}`[] }
  | { kind: 'lockers'; lockers: `lck_${string}`[] }
const body = (role: `rol_${string}`, reach: Hired | Limited) => ({
  name: 'New',
  email: 'new@example.org',
  role,
  reach,
})

async function roleId() {
  const { items } = await api.call(api.operator, listRoles)
  return items.find(({ permissions }) => permissions.length < scopes.length)?.id ?? expect.fail()
}
