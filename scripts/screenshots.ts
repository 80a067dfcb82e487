/**
 * `npm run screenshots [-- DIR [PART-OF-A-NAME]]`: every page of every surface in light and dark, English and Arabic, at its sizes, from a network of its own that is
 * gone afterwards. For people to look at: what breaks, overflows or stays untranslated? Ends with 1 when a page could not be reached.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { listActivity } from '@cubby/protocol/operations/activity/list-activity'
import { createCustomer } from '@cubby/protocol/operations/customers/create-customer'
import { updateCustomer } from '@cubby/protocol/operations/customers/update-customer'
import { updateOrganization } from '@cubby/protocol/operations/organizations/update-organization'
import { listCouriers } from '@cubby/protocol/operations/couriers/list-couriers'
import { listShipments } from '@cubby/protocol/operations/shipments/list-shipments'
import { readCode } from '@cubby/protocol/operations/shipments/read-code'
import { apiClient } from '@cubby/testing/network/api-client'
import { launchBrowser } from '@cubby/testing/browser/chromium'
import { addFirmThings } from '@cubby/testing/network/things/firm-things'
import { freePort } from '@cubby/testing/network/free-port'
import type { LockerId } from '@cubby/kit/ids'
import { hireForLocker } from '@cubby/testing/sign-in/hire'
import { rentCells } from '@cubby/testing/network/things/rent-cells'
import { modelsToSee, somethingToStrand } from './screenshots/models-to-see.ts'
import { placesToSee } from './screenshots/places-to-see.ts'
import { operatorKey } from '@cubby/testing/network/server-service'
import { benchSurface } from './screenshots/bench-surface.ts'
import { kioskSurface } from './screenshots/kiosk-surface.ts'
import type { OfficeThings } from './screenshots/office-pages.ts'
import { officeSurface, signInSurface } from './screenshots/office-surface.ts'
import { cookiesOfAdministrator } from './screenshots/sign-in.ts'
import { devicesToSee } from './screenshots/devices-to-see.ts'
import { plannedLocker } from './screenshots/planned-locker.ts'
import { onlyNamed, type Surface, takeAll } from './screenshots/take.ts'
import type { NetworkFile } from './start/network-file.ts'
import { runNetwork } from './start/run-network.ts'
import { settingsFrom } from './start/settings.ts'
import { buildScreens } from './web/build-screens.ts'

const say = (line: string) => console.log(line)
const dir = resolve(process.argv[2] ?? 'screenshots')
/** Only what has this in `surface/name`. */
const part = process.argv[3] ?? ''
const dataDir = await mkdtemp(join(tmpdir(), 'cubby-screenshots-'))
try {
  await takeEverything()
} finally {
  await rm(dataDir, { recursive: true, force: true })
}

async function takeEverything() {
  await buildScreens(say)
  const { DATABASE_URL: _, ...env } = settingsFrom(process.env).env
  const settings = {
    ...settingsFrom({}),
    env,
    dataDir,
    apiPort: await freePort(),
    kioskPort: await freePort(),
    benchPort: await freePort(),
  }
  const running = await runNetwork(settings, say)
  const browser = await launchBrowser()
  try {
    const surfaces = await surfacesOf(running.network)
    const done = []
    for (const surface of surfaces)
      done.push(await takeAll(browser, onlyNamed(surface, part), dir, say))
    const missed = done.flatMap((each) => each.missed)
    say(`${done.reduce((sum, { taken }) => sum + taken, 0)} pictures in ${dir}`)
    for (const line of missed) say(`NOT REACHED ${line}`)
    process.exitCode = missed.length === 0 ? 0 : 1
  } finally {
    await browser.close()
    await running.stop()
  }
}

async function surfacesOf(network: NetworkFile): Promise<Surface[]> {
  const { apiUrl } = network
  const operator = apiClient({ url: apiUrl, key: await operatorKey(dataDir) })
  const { items: shipments } = await operator.call(listShipments, { query: { status: 'ready' } })
  const { items: couriers } = await operator.call(listCouriers, { query: {} })
  const [shipment, courier] = [shipments.find(({ parcels }) => parcels.length > 1), couriers[0]]
  if (!shipment || !courier) throw new Error('the first network lacks a shipment or a courier')
  const planned = await plannedLocker(operator)
  await devicesToSee(operator, planned, network.locker.id)
  const things: OfficeThings = {
    locker: network.locker.id,
    planned,
    shipment: shipment.id,
    courier: courier.id,
    organization: network.shop.id,
    rental: (await rentCells(operator, network.locker.id, 'Corner Laundry', 5)).rental.id,
    ...(await aColleague(operator, network.locker.id)),
    ...(await addFirmThings(operator, network.shop.id)),
    ...(await someoneAndADeed(operator, network.shop.id)),
    ...(await placesToSee(operator)),
    ...(await modelsToSee(operator)),
  }
  await somethingToStrand(operator, { locker: network.locker.id, organization: network.shop.id })
  const { code } = await operator.call(readCode, { params: { shipment: shipment.id } })
  const cookies = await cookiesOfAdministrator(
    apiUrl,
    await readFile(join(dataDir, 'first-sign-in.txt'), 'utf8'),
  )
  return [
    signInSurface(apiUrl),
    officeSurface(apiUrl, things, cookies),
    benchSurface(network.benchUrl),
    kioskSurface(network, code),
  ]
}

/** Somebody of the staff who looks after one locker. */
async function aColleague(operator: ReturnType<typeof apiClient>, locker: LockerId) {
  const { role, person } = await hireForLocker(operator, locker)
  return { role: role.id, staff: person.id }
}

/** A customer, and a change to show. */
async function someoneAndADeed(operator: ReturnType<typeof apiClient>, organization: string) {
  const params = { organization: organization as `org_${string}` }
  const body = { rules: { storageHours: 96, extensionsMax: 3 } }
  await operator.call(updateOrganization, { params, body })
  const made = { name: 'Anna Kowalska', phone: '+48601234567', email: 'anna@example.org' }
  const { id: customer } = await operator.call(createCustomer, {
    body: { ...made, locale: 'pl', notes: 'Prefers the lower cells.' },
  })
  await operator.call(updateCustomer, { params: { customer }, body: { notes: null } })
  const query = { operation: 'organization.update' }
  const { items } = await operator.call(listActivity, { query })
  return { customer, activity: items[0]?.id ?? '' }
}
