import { must } from '@cubby/kit/assert'
import { listCouriers } from '@cubby/protocol/operations/couriers/list-couriers'
import { listDisputes } from '@cubby/protocol/operations/disputes/list-disputes'
import { axeFindings } from '@cubby/testing/browser/axe'
import { type Network, startNetwork } from '@cubby/testing/network/start-network'
import { seconds } from '@cubby/kit/clock'
import { until } from '@cubby/testing/network/until'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '../apps/backoffice/src/routes.ts'
import { complainOfEmptyCell } from './support/complain.ts'
import { aPlaceAndSegment } from './support/places.ts'
import { enter, type Office, openOffice } from './support/office.ts'

let network: Network
let office: Office
/** What stands for `$name` in an address. */
let ids: Record<string, string>
beforeAll(async () => {
  network = await startNetwork()
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
  ids = {
    locker: locker.id,
    shipment: shipment.id,
    dispute: dispute.id,
    organization: network.firms.shop.id,
    courier: must(couriers.items[0], 'a courier').id,
    ...(await aPlaceAndSegment(network)),
  }
})
afterAll(async () => {
  await office[Symbol.asyncDispose]()
  await network[Symbol.asyncDispose]()
})

const addressOf = (route: string) =>
  route.replaceAll(/\$(\w+)/g, (_, name: string) => must(ids[name], `an id for ${name}`))

const looks = (['light', 'dark'] as const).flatMap((scheme) =>
  (['en', 'ar'] as const).map((language) => ({ scheme, language })),
)

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
})
