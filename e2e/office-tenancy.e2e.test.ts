import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { cellsOf } from '@cubby/domain/cells/layout'
import { must } from '@cubby/kit/assert'
import { seconds } from '@cubby/kit/clock'
import type { CellId, LockerId, OrganizationId } from '@cubby/kit/ids'
import { createCourier } from '@cubby/protocol/operations/couriers/create-courier'
import { createKey } from '@cubby/protocol/operations/keys/create-key'
import { createOrganization } from '@cubby/protocol/operations/organizations/create-organization'
import { createRental } from '@cubby/protocol/operations/rentals/create-rental'
import { listRentals } from '@cubby/protocol/operations/rentals/list-rentals'
import { announceShipment } from '@cubby/protocol/operations/shipments/announce-shipment'
import { type ApiClient, apiClient } from '@cubby/testing/network/api-client'
import type { Badge } from '@cubby/testing/network/firms'
import type { Network, NetworkLocker } from '@cubby/testing/network/start-network'
import { until } from '@cubby/testing/network/until'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPeoplesNetwork } from './support/network.ts'
import { depositByScan, openScreen, type Screen, signInCourier } from './support/kiosk-screen.ts'
import { enter, type Office, openOffice } from './support/office.ts'

type Tenant = { id: OrganizationId; courier: string; name: string; badge: Badge; api: ApiClient }

let network: Network
let office: Office
let shared: NetworkLocker
let other: NetworkLocker
let laundry: Tenant
let flowers: Tenant

beforeAll(async () => {
  network = await startPeoplesNetwork({ lockers: 2 })
  shared = must(network.lockers[0], 'a locker')
  other = must(network.lockers[1], 'another')
  laundry = await aTenant('Corner Laundry', { badge: '80001', pin: '1357' })
  flowers = await aTenant('Flowers Today', { badge: '80002', pin: '2468' })
  await rent(flowers, shared, cellIds(shared).slice(5, 7))
  await rent(laundry, other, cellIds(other).slice(0, 1))
  office = await openOffice(network)
  await enter(network, office)
})
afterAll(async () => {
  await office[Symbol.asyncDispose]()
  await network[Symbol.asyncDispose]()
})

const cellIds = ({ layout }: NetworkLocker): CellId[] => cellsOf(layout).map(({ id }) => id)
const nameOf = ({ layout }: NetworkLocker, i: number) => must(cellsOf(layout)[i], 'a cell').name

async function aTenant(name: string, badge: Badge): Promise<Tenant> {
  const { operator, server } = network
  const { id } = await operator.call(createOrganization, {
    body: { name, kind: 'tenant', rules: { acceptsUnannounced: false } },
  })
  const body = { organization: id, name: `Courier of ${name}`, ...badge }
  const courier = await operator.call(createCourier, { body })
  const key = await operator.call(createKey, {
    body: { organization: id, name, scopes: ['shipments:read', 'shipments:write'] },
  })
  return {
    id,
    courier: courier.id,
    name,
    badge,
    api: apiClient({ url: server.url, key: key.secret }),
  }
}

const rent = ({ id }: Tenant, { id: locker }: { id: LockerId }, cells: CellId[]) =>
  network.operator.call(createRental, {
    body: {
      organization: id,
      locker,
      cells,
      until: new Date(Date.now() + 30 * 86_400_000).toISOString(),
      price: { amount: 9_900, currency: 'EUR', per: 'month' },
    },
  })

const announce = ({ api }: Tenant, label: string) =>
  api.call(announceShipment, {
    body: {
      locker: shared.id,
      recipient: { phone: '+4915112345678' },
      parcels: [{ label, size: { height: 50, width: 200, depth: 300 }, grams: 500 }],
    },
  })

/** Waits until the machine knows whoever has this badge. */
const isKnown = ({ badge }: Tenant, { kiosk }: NetworkLocker) =>
  until(
    `the machine knows ${badge.badge}`,
    async () => {
      const outcome = await kiosk.say('sign-in-courier', { side: 'front', ...badge })
      if (!outcome.ok || outcome.did !== 'signed-in') return false
      await kiosk.say('end-session', { session: outcome.session })
      return true
    },
    seconds(40),
  )

const lookOf = ({ page }: Screen, door: string) =>
  page.locator(`svg [data-cell="${door}"]`).first().getAttribute('data-look')

test('staff rent cells out on the drawn wall, and see whose is which', async () => {
  const { page } = office
  await page.goto(`/rentals/new?locker=${shared.id}`)
  await page.getByRole('combobox', { name: 'Tenant' }).click()
  await page.getByRole('option', { name: laundry.name }).click()
  for (const i of [0, 1])
    await page.getByRole('button', { name: `Door ${nameOf(shared, i)}, can be rented out` }).click()
  const taken = nameOf(shared, 5)
  await page.getByRole('button', { name: `Door ${taken}, rented out already` }).click()
  await page.getByRole('textbox', { name: 'Amount' }).fill('149,50')
  await page.getByRole('button', { name: 'Rent out cells' }).click()
  await page.getByText('Somebody else has this at that time.').waitFor()
  await page.getByRole('button', { name: `Door ${taken}, chosen` }).click()
  await page.getByRole('button', { name: 'Rent out cells' }).click()
  await page.getByRole('heading', { name: `Cells of ${laundry.name}`, level: 1 }).waitFor()
  await page.getByText(/€149\.50.* a month/).waitFor()
  const { items } = await network.operator.call(listRentals, {
    query: { locker: shared.id, organization: laundry.id },
  })
  expect(items.map(({ cells }) => cells)).toEqual([cellIds(shared).slice(0, 2)])

  await page.goto(`/lockers/${shared.id}`)
  await page.getByText('Rented out here').waitFor()
  await page.getByRole('link', { name: flowers.name }).waitFor()
  await page.locator(`[data-cell="${nameOf(shared, 0)}"]`).click()
  await page.getByRole('dialog').getByText(laundry.name).waitFor()
})

describe('two tenants’ couriers at one machine', () => {
  test('each put their parcels into their own cells, and see no more of the other’s than that they are there', async () => {
    await announce(laundry, 'SHIRTS-1')
    await announce(flowers, 'ROSES-1')
    for (const tenant of [laundry, flowers]) await isKnown(tenant, shared)
    await using screen = await openScreen(shared.edge.url)
    await signInCourier(screen, laundry.badge)
    await screen.page.getByText('SHIRTS-1').or(screen.page.getByText(/of 1/)).first().waitFor()
    const own = [0, 1].map((i) => nameOf(shared, i))
    expect(own).toContain(await depositByScan(screen, shared, 'SHIRTS-1'))
    await screen.scan('ROSES-1')
    await screen.sees(/Nobody announced this label/)
    for (const i of [5, 6]) expect(await lookOf(screen, nameOf(shared, i))).toBe('dimmed')
    await leaves(screen)

    await signInCourier(screen, flowers.badge)
    const theirs = [5, 6].map((i) => nameOf(shared, i))
    expect(theirs).toContain(await depositByScan(screen, shared, 'ROSES-1'))
    await screen.scan('SHIRTS-1')
    await screen.sees(/Nobody announced this label/)
    for (const door of own) expect(await lookOf(screen, door)).toBe('dimmed')
    const { modules, freeByType } = await shared.kiosk.state()
    const hidden = modules.flatMap(({ cells }) => cells).filter(({ name }) => own.includes(name))
    for (const cell of hidden) expect(cell).toMatchObject({ use: null, service: null, doors: {} })
    expect(Object.values(freeByType).reduce((sum, free) => sum + free, 0)).toBe(1)
    await leaves(screen)
  })
})

async function leaves(screen: Screen) {
  await screen.press('Finish')
  await screen.press('Sign out')
  await screen.sees('Type your code')
}

test('on a machine where a tenant rents nothing there is not a byte of it', async () => {
  await isKnown(laundry, other)
  const bytes = (locker: NetworkLocker) =>
    readdirSync(locker.dataDir)
      .filter((file) => file.startsWith('edge.sqlite'))
      .map((file) => readFileSync(join(locker.dataDir, file), 'latin1'))
      .join('')
  expect(bytes(shared), 'the search finds what is there').toContain(flowers.courier)
  expect(bytes(other)).toContain(laundry.courier)
  for (const trace of [flowers.id, flowers.courier, 'ROSES-1', 'Flowers'])
    expect(bytes(other)).not.toContain(trace)
})
