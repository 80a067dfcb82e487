import { must } from '@cubby/kit/assert'
import { listCouriers } from '@cubby/protocol/operations/couriers/list-couriers'
import { createCustomer } from '@cubby/protocol/operations/customers/create-customer'
import { listDisputes } from '@cubby/protocol/operations/disputes/list-disputes'
import { aDrawnMachine } from '@cubby/testing/constructor/drawn-machine'
import { axeFindings } from '@cubby/testing/browser/axe'
import { addFirmThings } from '@cubby/testing/network/things/firm-things'
import type { Network } from '@cubby/testing/network/start-network'
import { seconds } from '@cubby/kit/clock'
import { rentCells } from '@cubby/testing/network/things/rent-cells'
import { hireForLocker } from '@cubby/testing/sign-in/hire'
import { until } from '@cubby/testing/network/until'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../apps/backoffice/src/routes.ts'
import { startPeoplesNetwork } from './support/network.ts'
import { complainOfEmptyCell } from './support/complain.ts'
import { aPlaceAndSegment } from './support/places.ts'
import { enter, type Office, openOffice } from './support/office.ts'

let network: Network
let office: Office
/** What stands for `$name` in an address. */
let ids: Record<string, string>
beforeAll(async () => {
  network = await startPeoplesNetwork()
  office = await openOffice(network)
  await enter(network, office)
  const locker = must(network.lockers[0], 'a locker')
  const { shipment } = await complainOfEmptyCell(network, locker, 'EMPTY-1')
  const dispute = await until(
    'the dispute is known',
    async () => (await network.operator.call(listDisputes)).items[0] ?? null,
    seconds(20),
  )
  const couriers = await network.operator.call(listCouriers)
  const { role, person } = await hireForLocker(network.operator, locker.id)
  ids = {
    locker: locker.id,
    shipment: shipment.id,
    role: role.id,
    staff: person.id,
    dispute: dispute.id,
    organization: network.firms.shop.id,
    courier: must(couriers.items[0], 'a courier').id,
    rental: (await rentCells(network.operator, locker.id, 'Corner Laundry', 2)).rental.id,
    ...(await addFirmThings(network.operator, network.firms.shop.id)),
    customer: (await network.operator.call(createCustomer, { body: { name: 'Anna Nowak' } })).id,
    ...(await aPlaceAndSegment(network)),
    ...(await aDrawnMachine(network.operator)),
  }
})
afterAll(async () => {
  await office[Symbol.asyncDispose]()
  await network[Symbol.asyncDispose]()
})

const addressOf = (route: string) =>
  route.replaceAll(/\$(\w+)/g, (_, name: string) => must(ids[name], `an id for ${name}`))

/** Each theme and each direction of reading once: colours do not depend on the language. */
const looks = [
  { scheme: 'light', language: 'en' },
  { scheme: 'dark', language: 'ar' },
] as const

describe.each(looks)('the back office in $scheme, in $language', ({ scheme, language }) => {
  beforeAll(async () => {
    await office.page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' })
    await office.page.goto('/health')
    await office.page.evaluate(
      `localStorage.setItem('cubby.language', ${JSON.stringify(language)})`,
    )
  })

  test.each(Object.keys(routes))('%s can be used by everybody', async (route) => {
    const { page } = office
    await page.goto(addressOf(route))
    await page.locator(`html[lang="${language}"]`).waitFor()
    await page.locator('main h1').waitFor()
    await page.locator('.mantine-Skeleton-root').first().waitFor({ state: 'detached' })
    expect(await axeFindings(page)).toEqual([])
  })

  test('the choices of a filter can be used by everybody, and typing finds one', async () => {
    const { page } = office
    await page.goto('/shipments')
    await page.locator('main h1').waitFor()
    const chip = page.locator('main button[aria-haspopup="listbox"]').last()
    await chip.click()
    const found = page.getByRole('option', { name: 'Swift Parcels' })
    await found.waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.locator('.mantine-Combobox-search:visible').fill('nowhere')
    await found.waitFor({ state: 'detached' })
    await page.keyboard.press('Escape')
    await page.getByRole('option').first().waitFor({ state: 'detached' })
  })
})
