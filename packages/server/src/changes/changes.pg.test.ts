import { seconds } from '@cubby/kit/clock'
import { realClock, realIds } from '@cubby/keys/real-clock'
import { listenForChanges } from '@cubby/protocol/operations/changes/listen-for-changes'
import { cancelShipment } from '@cubby/protocol/operations/shipments/cancel-shipment'
import { smallNetwork } from '@cubby/testing/api/small-network'
import { asPage, signedIn } from '@cubby/testing/api/staff'
import { apiOver, testApi } from '@cubby/testing/api/test-api'
import { listeningScreen } from '@cubby/testing/api/listening-screen'
import { until } from '@cubby/testing/network/until'
import { testDatabase } from '@cubby/testing/postgres/test-database'
import { expect, test } from 'vitest'
import { pgPokes } from '../link/pokes/pg-pokes.ts'
import { officeStream } from './topics.ts'

test('a screen hears of what another server process has changed', async () => {
  await using database = await testDatabase()
  await using one = await testApi()
  const log = one.ctx.log
  const pokesOf = () => pgPokes({ url: database.url, clock: realClock, ids: realIds, log })
  const [here, there] = [pokesOf(), pokesOf()]
  const ctx = { ...one.ctx, db: database.db }
  await using near = await apiOver({ ...ctx, pokes: here }, one.clock)
  await using far = await apiOver({ ...ctx, pokes: there }, one.clock)
  const { announce, shopKey } = await smallNetwork({ ...far, poked: [] })
  const person = asPage(await signedIn(near, { role: 'support' }))
  const shipment = await announce()
  const screen = await listeningScreen(near.app, person, `shipments,shipment:${shipment.id}`)
  expect([screen.status, screen.type]).toEqual([200, 'text/event-stream'])
  // The connections of both come up on their own; who listens late looks again.
  const heardOf = (topic: string) => async () => {
    // The screen is told at most twice a second.
    await one.clock.advance(seconds(1))
    return screen.heard.includes(topic)
  }
  const first = async () => {
    there.tell([officeStream('shipments')])
    return heardOf('shipments')()
  }
  await until('the other process is heard', first, seconds(20))
  const params = { shipment: shipment.id }
  await far.call(shopKey, cancelShipment, { params, body: { reason: 'sold out' } })
  const topic = `shipment:${shipment.id}`
  await until('the change is heard', heardOf(topic), seconds(20))
  expect(screen.heard).not.toContain('lockers')
  await screen.leave()
  await Promise.all([here.stop(), there.stop()])
})

test('a stream ends when the server stops, so that the screen goes to another one', async () => {
  const api = await testApi()
  const person = asPage(await signedIn(api))
  const screen = await listeningScreen(api.app, person)
  await api[Symbol.asyncDispose]()
  expect(await until('the stream is over', screen.isOver, seconds(20))).toBe(true)
})

test('nobody listens without a right to, or for topics that do not exist', async () => {
  await using api = await testApi()
  const clerk = await api.key({ scopes: ['shipments:read'] })
  expect(await api.ask(clerk, listenForChanges)).toMatchObject({ status: 403 })
  expect(await api.ask('cub_wrong', listenForChanges)).toMatchObject({ status: 401 })
  const query = { topics: 'lockers,secrets' }
  expect(await api.ask(api.operator, listenForChanges, { query })).toMatchObject({ status: 422 })
  expect(await api.ask(api.operator, listenForChanges)).toMatchObject({ status: 200 })
})
