import { seconds } from '@cubby/kit/clock'
import type { ShipmentId } from '@cubby/kit/ids'
import { createWebhook } from '@cubby/protocol/operations/webhooks/create-webhook'
import { readCells } from '@cubby/protocol/operations/lockers/read-cells'
import { listMessages } from '@cubby/protocol/operations/messages/list-messages'
import { readShipmentTimeline } from '@cubby/protocol/operations/shipments/read-shipment-timeline'
import { type HttpSink, httpSink } from '@cubby/testing/messages/http-sink'
import { aCourier, aRecipient } from '@cubby/testing/network/people'
import {
  type Network,
  type NetworkLocker,
  startNetwork,
} from '@cubby/testing/network/start-network'
import { until } from '@cubby/testing/network/until'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { announce, codeOf, untilExpected, untilStatus } from './support/announce.ts'
import { type Mailbox, startMailbox } from '@cubby/testing/messages/mailbox'

let mailbox: Mailbox
let gateway: HttpSink
let shopSide: HttpSink
let network: Network
let locker: NetworkLocker

beforeAll(async () => {
  mailbox = await startMailbox()
  gateway = await httpSink()
  shopSide = await httpSink()
  network = await startNetwork({
    serverEnv: {
      SMTP_URL: mailbox.smtpUrl,
      SMTP_FROM: 'Cubby <parcels@example.com>',
      SMS_GATEWAY_URL: gateway.url,
      SMS_GATEWAY_TOKEN: 'gateway-token',
      WEBHOOKS_ALLOW_PRIVATE: '1',
    },
  })
  locker = network.lockers[0]!
})
afterAll(async () => {
  await network[Symbol.asyncDispose]()
  for (const each of [mailbox, gateway, shopSide]) await each[Symbol.asyncDispose]()
})

const people = () => {
  const at = { kiosk: locker.kiosk, hands: locker.doors }
  return { courier: aCourier(at, network.firms.badges[0]), recipient: aRecipient(at) }
}

describe('a shipment of three parcels', () => {
  test('goes in parcel by parcel, is told once on every channel, and comes out all at once', async () => {
    const webhook = await network.firms.shop.api.call(createWebhook, {
      body: { url: shopSide.url, events: ['shipment.ready', 'shipment.collected'] },
    })
    const labels = ['SHOES-1', 'BOOTS-2', 'SOCKS-3']
    const shipment = await announce(network, {
      locker: locker.id,
      labels,
      recipient: { email: 'reader@example.com', phone: '+4915112345678', locale: 'de' },
      // Taller than half a cell: each needs one of its own.
      parcel: { size: { height: 75, width: 370, depth: 600 } },
    })
    const { courier, recipient } = people()
    await courier.signIn()
    await untilExpected(locker, labels)
    const placed = []
    for (const label of labels) placed.push(await courier.deposit({ label }))
    await courier.leave()
    expect(new Set(placed.map(({ cell }) => cell)).size).toBe(3)

    const ready = await untilStatus(network, shipment.id, 'ready')
    expect(ready.parcels.map(({ status }) => status)).toEqual(['stored', 'stored', 'stored'])
    const { code } = await codeOf(network, shipment.id)
    const mail = await until('the e-mail is there', () => mailbox.mails[0] ?? null, seconds(20))
    expect(mail).toMatchObject({ to: ['reader@example.com'] })
    expect(mail.text).toContain(code)
    const sms = await until(
      'the text message is there',
      () => gateway.received[0] ?? null,
      seconds(20),
    )
    expect(sms.headers.authorization).toBe('Bearer gateway-token')
    expect(JSON.parse(sms.body)).toMatchObject({ to: '+4915112345678' })
    expect(sms.body).toContain(code)

    const opened = await recipient.collect({ code })
    expect(new Set(opened.map(({ cell }) => cell))).toEqual(new Set(placed.map(({ cell }) => cell)))
    await untilStatus(network, shipment.id, 'collected')
    await until('both calls have come', () => shopSide.received.length >= 2, seconds(20))
    const told = shopSide.received.map(({ body, headers }) =>
      new Webhook(webhook.secret).verify(body, headers as Record<string, string>),
    )
    expect(told).toMatchObject([{ type: 'shipment.ready' }, { type: 'shipment.collected' }])
    // One notification for three parcels, and nothing more after they were taken out.
    await untilAllSent()
    expect([mailbox.mails.length, gateway.received.length]).toEqual([1, 1])
    await expectCompleteCustody(shipment.id)
  })
})

async function untilAllSent() {
  const isSent = async () => {
    const { items } = await network.firms.shop.api.call(listMessages)
    return items.length > 0 && items.every(({ state }) => state === 'sent')
  }
  await until('every message is sent', isSent, seconds(20))
}

async function expectCompleteCustody(shipment: ShipmentId) {
  const { api } = network.firms.shop
  const { events } = await api.call(readShipmentTimeline, { params: { shipment } })
  const times = (kind: string) => events.filter((event) => event.kind === kind).length
  expect([times('deposited'), times('collected')]).toEqual([3, 3])
  const { cells } = await network.operator.call(readCells, { params: { locker: locker.id } })
  expect(new Set(cells.map(({ use }) => use))).toEqual(new Set(['free']))
  expect(await locker.doors.full()).toEqual([])
}

describe('at the machine', () => {
  test('a wrong code opens nothing and says how many tries are left', async () => {
    const pulses = (await locker.doors.pulses()).length
    await expect(people().recipient.collect({ code: '0000-0000' })).rejects.toMatchObject({
      outcome: { why: 'wrong', triesLeft: 4 },
    })
    expect(await locker.doors.pulses()).toHaveLength(pulses)
  })

  test('a QR code opens what a code opens, and neither opens it twice', async () => {
    const labels = ['LAMP-1']
    const shipment = await announce(network, { locker: locker.id, labels })
    const { courier, recipient } = people()
    await courier.signIn()
    await untilExpected(locker, labels)
    await courier.deposit({ label: 'LAMP-1' })
    const { code, qr } = await codeOf(network, shipment.id)
    await recipient.collect({ qr })
    const pulses = (await locker.doors.pulses()).length
    // The locker says "used" until the server has taken the right back, and knows no such code from then on.
    const why = expect.stringMatching(/^(used|wrong)$/)
    await expect(recipient.collect({ code })).rejects.toMatchObject({ outcome: { why } })
    await expect(recipient.collect({ qr })).rejects.toMatchObject({ outcome: { ok: false } })
    expect(await locker.doors.pulses()).toHaveLength(pulses)
    await untilStatus(network, shipment.id, 'collected')
  })
})
