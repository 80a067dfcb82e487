import { must } from '@cubby/kit/assert'
import { seconds } from '@cubby/kit/clock'
import { httpSink, type HttpSink } from '@cubby/testing/messages/http-sink'
import { aCourier } from '@cubby/testing/network/people'
import type { Network, NetworkLocker } from '@cubby/testing/network/start-network'
import { until } from '@cubby/testing/network/until'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startPeoplesNetwork } from './support/network.ts'
import { announce, codeOf, untilExpected, untilStatus } from './support/announce.ts'
import { type Mailbox, startMailbox } from '@cubby/testing/messages/mailbox'
import { enter, type Office, openOffice } from './support/office.ts'

let mailbox: Mailbox
let shopSide: HttpSink
let network: Network
let locker: NetworkLocker
let office: Office
beforeAll(async () => {
  mailbox = await startMailbox()
  shopSide = await httpSink()
  network = await startPeoplesNetwork({
    serverEnv: {
      SMTP_URL: mailbox.smtpUrl,
      SMTP_FROM: 'Cubby <parcels@example.com>',
      WEBHOOKS_ALLOW_PRIVATE: '1',
    },
  })
  locker = must(network.lockers[0], 'a locker')
  office = await openOffice(network)
  await enter(network, office)
})
afterAll(async () => {
  await office[Symbol.asyncDispose]()
  await network[Symbol.asyncDispose]()
  for (const each of [mailbox, shopSide]) await each[Symbol.asyncDispose]()
})

describe('a shop that says it in its own words', () => {
  test('is read so by the recipient, from the name that it has chosen', async () => {
    const { page } = office
    const { shop } = network.firms
    await page.goto(`/organizations/${shop.id}/edit`)
    await page.getByLabel('Name in e-mails').fill('Reading Corner Post')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Reading Corner Post', { exact: true }).waitFor()

    await page.getByRole('tab', { name: 'Message texts' }).click()
    const subject = page.getByLabel('Subject of the e-mail')
    await subject.fill('Come by, {reader}: {shop}')
    await page.getByText('This message does not know', { exact: false }).waitFor()
    await subject.fill('Your books wait at {location}')
    const preview = page.getByRole('region', { name: 'Preview' })
    await preview.getByText('Your books wait at Central station').waitFor()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved. The next message says it.').waitFor()

    const shipment = await announce(network, { locker: locker.id, labels: ['BOOK-1'] })
    const at = { kiosk: locker.kiosk, hands: locker.doors }
    const courier = aCourier(at, network.firms.badges[0])
    await courier.signIn()
    await untilExpected(locker, ['BOOK-1'])
    await courier.deposit({ label: 'BOOK-1' })
    await courier.leave()
    await untilStatus(network, shipment.id, 'ready')
    const mail = await until('the e-mail is there', () => mailbox.mails[0] ?? null, seconds(20))
    const { code } = await codeOf(network, shipment.id)
    expect(mail.text).toMatch(/^From: Reading Corner Post <parcels@example.com>/m)
    expect(mail.text).toMatch(/^Subject: Your books wait at /m)
    expect(mail.text).toContain(code)
  })
})

describe('a webhook', () => {
  test('is added, tried out, looked at and told once more in the back office', async () => {
    const { page } = office
    await page.goto(`/webhooks/new?organization=${network.firms.shop.id}`)
    await page.getByRole('textbox', { name: 'Address' }).fill(shopSide.url)
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByText('whsec_', { exact: false }).waitFor()
    await page.getByRole('button', { name: 'I have kept it' }).click()

    await page.getByRole('button', { name: 'Send a test' }).click()
    await until('the test has come', () => shopSide.received[0] ?? null, seconds(20))
    await page.getByRole('link', { name: 'webhook.test' }).click()
    const drawer = page.getByRole('dialog')
    await drawer.getByText('"type": "webhook.test"', { exact: false }).waitFor()
    await drawer.getByRole('button', { name: 'Send again' }).click()
    await until('it was told once more', () => shopSide.received[1] ?? null, seconds(20))
    const [first, second] = shopSide.received
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
    expect(second?.body).toBe(first?.body)
  })
})

describe('a tariff', () => {
  test('is tried out beside its form, and the price follows what is typed', async () => {
    const { page } = office
    await page.goto('/tariffs/new')
    await page.getByRole('textbox', { name: 'Name' }).fill('Luggage')
    const simulator = page.getByRole('region', { name: 'What would it cost?' })
    await simulator.getByLabel('Put in').fill('2026-11-26T10:00')
    await simulator.getByLabel('Taken out').fill('2026-11-26T12:30')
    const total = page.getByTestId('price-total')
    await total.getByText('€6.00').waitFor()
    await page.getByLabel('Price', { exact: true }).fill('3')
    await total.getByText('€9.00').waitFor()
    await page.getByLabel('At most in total').fill('7.50')
    await total.getByText('€7.50').waitFor()
    await simulator.getByText('Not more than €7.50 in total').waitFor()
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByRole('heading', { name: 'Luggage', level: 1 }).waitFor()

    await page.getByLabel('Price', { exact: true }).fill('2')
    await page.getByRole('button', { name: 'Save as a new version' }).click()
    await page.getByRole('cell', { name: '2', exact: true }).waitFor()
    expect(await page.getByRole('table', { name: 'Versions' }).innerText()).toMatch(/^1\b/m)
  })
})
