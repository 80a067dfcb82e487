import { cellsOf } from '@cubby/domain/cells/layout'
import { must } from '@cubby/kit/assert'
import { hours, instant, isoTime, minutes, seconds } from '@cubby/kit/clock'
import { uuidOf } from '@cubby/kit/ids'
import { createOrganization } from '@cubby/protocol/operations/organizations/create-organization'
import { updateLocker } from '@cubby/protocol/operations/lockers/update-locker'
import { createRental } from '@cubby/protocol/operations/rentals/create-rental'
import { endRental } from '@cubby/protocol/operations/rentals/end-rental'
import { scopes } from '@cubby/protocol/operation'
import { listeningScreen } from '@cubby/testing/api/listening-screen'
import { smallNetwork } from '@cubby/testing/api/small-network'
import { asPage, signedIn } from '@cubby/testing/api/staff'
import { apiOver, testApi } from '@cubby/testing/api/test-api'
import { until } from '@cubby/testing/network/until'
import { describe, expect, test } from 'vitest'
import { localPokes } from '../link/pokes/local-pokes.ts'
import { hearingOf } from './hearing.ts'
import { cellStream } from './topics.ts'

/** A tenant's person before the open page of a locker and the list of lockers. */
async function tenantsScreen() {
  const one = await testApi()
  const pokes = localPokes()
  const api = await apiOver({ ...one.ctx, pokes }, one.clock)
  const { locker } = await smallNetwork({ ...api, poked: [] })
  const tenant = await api.call(api.operator, createOrganization, {
    body: { name: 'Corner Laundry', kind: 'tenant' },
  })
  const reach = { kind: 'organization' as const, organization: tenant.id }
  const person = asPage(await signedIn(api, { reach }))
  const [cell, other] = cellsOf(locker.layout).map(({ id }) => id)
  const after = (wait: number) => isoTime(instant(api.clock.now() + wait))
  const rent = (over: { from?: string; until?: string } = {}) =>
    api.call(api.operator, createRental, {
      body: {
        organization: tenant.id,
        locker: locker.id,
        cells: [must(cell, 'a cell')],
        until: after(hours(1)),
        price: { amount: 9_900, currency: 'EUR', per: 'month' },
        ...over,
      },
    })
  let name = 0
  const rename = () =>
    api.call(api.operator, updateLocker, {
      params: { locker: locker.id },
      body: { name: `Hall ${++name}` },
    })
  type Screen = Awaited<ReturnType<typeof listeningScreen>>
  const waitFor = (what: string, isSo: () => boolean) => {
    const look = async () => {
      await one.clock.advance(seconds(1))
      return isSo()
    }
    return until(what, look, seconds(20))
  }
  return {
    api,
    after,
    rent,
    rename,
    tenant,
    locker,
    pokes,
    cell: must(cell, 'a cell'),
    other: must(other, 'another'),
    look: () => listeningScreen(api.app, person, `lockers,locker:${locker.id}`),
    /** Lets time pass for what is going on by itself. */
    settle: () => api.clock.advance(seconds(5)),
    heard: (screen: Screen, topic: string) =>
      waitFor(`${topic} is heard`, () => screen.heard.includes(topic)),
    more: (screen: Screen, than: number) =>
      waitFor('something more is heard', () => screen.heard.length > than),
    async [Symbol.asyncDispose]() {
      await api[Symbol.asyncDispose]()
      await one[Symbol.asyncDispose]()
    },
  }
}

describe('while the page of a locker is open', () => {
  test('a tenant hears that it has come to the locker, and from then on of it', async () => {
    await using at = await tenantsScreen()
    const screen = await at.look()
    await at.rename()
    await at.settle()
    expect(screen.heard).toEqual([])
    await at.rent()
    await at.heard(screen, 'lockers')
    await at.heard(screen, `locker:${at.locker.id}`)
    const before = screen.heard.length
    await at.rename()
    await at.more(screen, before)
    await screen.leave()
  })

  test('a tenant whose rental was ended hears of it, and of nothing more', async () => {
    await using at = await tenantsScreen()
    const rental = await at.rent()
    const screen = await at.look()
    const params = { rental: rental.id }
    await at.api.call(at.api.operator, endRental, { params, body: { reason: 'moved' } })
    await at.heard(screen, `locker:${at.locker.id}`)
    const before = screen.heard.length
    await at.rename()
    await at.settle()
    at.pokes.tell([cellStream(at.cell)])
    await at.settle()
    expect(screen.heard).toHaveLength(before)
    await screen.leave()
  })

  test('a rental that begins and ends by itself is heard of at these moments', async () => {
    await using at = await tenantsScreen()
    await at.rent({ from: at.after(minutes(2)), until: at.after(minutes(4)) })
    const screen = await at.look()
    at.pokes.tell([cellStream(at.cell)])
    await at.settle()
    expect(screen.heard, 'the cell is not its own yet').toEqual([])
    await at.api.clock.advance(minutes(2))
    await at.heard(screen, `locker:${at.locker.id}`)
    const before = screen.heard.length
    await at.api.clock.advance(minutes(2))
    await at.more(screen, before)
    await screen.leave()
  })
})

test('a tenant hears of the doors of its cells, empty or not, and of no others', async () => {
  await using at = await tenantsScreen()
  await at.rent()
  const screen = await at.look()
  at.pokes.tell([cellStream(at.other)])
  await at.settle()
  expect(screen.heard).toEqual([])
  at.pokes.tell([cellStream(at.cell)])
  await at.heard(screen, `locker:${at.locker.id}`)
  await screen.leave()
})

test('the operator is never reckoned anew, and an organization that works everywhere only with rentals', async () => {
  await using api = await testApi()
  const { shop, locker } = await smallNetwork(api)
  const person = { id: '', staff: null, lockers: null, scopes: new Set(scopes) }
  const topics = ['lockers' as const, `locker:${locker.id}` as const]
  const operator = await hearingOf(api.ctx, { ...person, organization: null }, topics)
  expect(operator).toMatchObject({ anewOn: new Set(), anewAt: null })
  const sender = await hearingOf(api.ctx, { ...person, organization: uuidOf(shop.id) }, topics)
  expect(sender).toMatchObject({ anewOn: new Set(['network']), anewAt: null })
})
