import { idOf, uuidOf } from '@cubby/kit/ids'
import { must } from '@cubby/kit/assert'
import { updateOrganization } from '@cubby/protocol/operations/organizations/update-organization'
import { listTemplates } from '@cubby/protocol/operations/templates/list-templates'
import { previewTemplate } from '@cubby/protocol/operations/templates/preview-template'
import { readTemplate } from '@cubby/protocol/operations/templates/read-template'
import { setTemplate } from '@cubby/protocol/operations/templates/set-template'
import { type SmallNetwork, smallNetwork } from '@cubby/testing/api/small-network'
import { tableDigest } from '@cubby/testing/api/table-digest'
import { type TestApi, testApi } from '@cubby/testing/api/test-api'
import { type HttpSink, httpSink } from '@cubby/testing/messages/http-sink'
import { type Mailbox, startMailbox } from '@cubby/testing/messages/mailbox'
import { aShipment } from '@cubby/testing/messages/shop-with-shipment'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { realChannels } from '../notifications/channels/real-channels.ts'
import { recipientDrafts } from '../notifications/message-draft.ts'
import { messageIdOf } from '../notifications/message-id.ts'
import { pgOutbox } from '../notifications/pg/pg-outbox.ts'
import { queueMessages } from '../notifications/pg/queue-messages.ts'
import { messageSender } from '../notifications/send-message.ts'

let api: TestApi
let network: SmallNetwork
let mailbox: Mailbox
let gateway: HttpSink
beforeAll(async () => {
  api = await testApi()
  network = await smallNetwork(api)
  mailbox = await startMailbox()
  gateway = await httpSink()
})
afterAll(async () => {
  await mailbox[Symbol.asyncDispose]()
  await gateway[Symbol.asyncDispose]()
  await api[Symbol.asyncDispose]()
})
beforeEach(() => {
  mailbox.mails.length = 0
  gateway.received.length = 0
})

const at = (language: 'en' | 'de' | 'ar', kind = 'shipment.ready' as const) => ({
  organization: network.shop.id,
  kind,
  language,
})
const nothing = { subject: null, text: null, sms: null }
const say = (language: 'en' | 'de', over: object, key = network.shopKey) =>
  api.ask(key, setTemplate, { params: at(language), body: { ...nothing, ...over } })

/** Tells a recipient who speaks this language that a shipment is ready, over the real channels. */
async function tell(locale: string) {
  const { ctx } = api
  const shop = { organization: uuidOf(network.shop.id), locker: uuidOf(network.locker.id) }
  const address = { email: 'ann@example.org', phone: '+4915112345678', locale }
  const shipment = await aShipment(ctx.db, ctx.keys, shop, address)
  const about = { id: idOf('shp', shipment), organization: network.shop.id, ...address }
  const drafts = recipientDrafts(about, 'shipment.ready', '')
  const now = api.clock.now()
  await ctx.db.transaction().execute((trx) => queueMessages(trx, ctx, drafts, now))
  const real = realChannels(ctx, {
    smtp: { url: mailbox.smtpUrl, from: 'Cubby <no-reply@cubby.example>' },
    sms: { url: gateway.url, token: 't' },
    webhooksMayBePrivate: true,
  })
  const messages = drafts.map(({ dedupeKey }) => ({ message: messageIdOf(dedupeKey) }))
  await Promise.all(messageSender(ctx, pgOutbox(ctx), real.channels)(messages))
  real.close()
  const { text } = must(mailbox.mails[0], 'a mail came')
  return { mail: text, sms: JSON.parse(must(gateway.received[0], 'a text came').body) as object }
}

describe('a template', () => {
  test('is what the mail says, in the language of the recipient, from the name that was set', async () => {
    await say('de', { subject: 'Abholbereit bei {shop}', sms: 'Da: {location}, Code {code}' })
    await api.call(network.shopKey, updateOrganization, {
      params: { organization: network.shop.id },
      body: { sender: { emailName: 'The Reading Corner', smsName: 'READING' } },
    })
    const { mail, sms } = await tell('de-AT')
    expect(mail).toContain('From: The Reading Corner <no-reply@cubby.example>')
    expect(mail).toContain('Subject: Abholbereit bei The Reading Corner')
    // The text was left to us.
    expect(mail).toMatch(/1234-5678/)
    expect(sms).toMatchObject({ from: 'READING', text: 'Da: Central station, Code 1234-5678' })
  })

  test('leaves other languages as they are', async () => {
    await say('de', { subject: 'Abholbereit bei {shop}' })
    expect((await tell('fr')).mail).toContain('Subject: Ready to collect: your order from')
  })

  test('says nothing of its own once it is emptied', async () => {
    await say('en', { subject: 'Here: {shop}' })
    await say('en', {})
    const { items } = await api.call(network.shopKey, listTemplates, {
      params: { organization: network.shop.id },
    })
    expect(items.filter(({ language }) => language === 'en')).toEqual([])
    expect((await tell('en')).mail).toContain('Subject: Ready to collect')
  })

  test('that does not fit any more is passed over, so that nobody is told half', async () => {
    await say('en', { sms: 'In {location}: {code}' })
    await api.ctx.db
      .updateTable('message_template')
      .set({ sms: 'Come, {stranger}!' })
      .where('language', '=', 'en')
      .execute()
    expect((await tell('en')).sms).toMatchObject({ text: expect.stringContaining('1234-5678') })
  })

  test('shows what it knows and what must not be missing', async () => {
    const told = await api.call(network.shopKey, readTemplate, { params: at('ar') })
    expect(told.placeholders.find(({ name }) => name === 'code')).toMatchObject({ isNeeded: true })
    expect(told.builtIn.text).toContain('{code}')
    const params = { ...at('en'), kind: 'shipment.cancelled' as const }
    const cancelled = await api.call(network.shopKey, readTemplate, { params })
    expect(cancelled.placeholders.map(({ name }) => name)).not.toContain('code')
  })

  test('can be looked at before it is kept', async () => {
    const before = await tableDigest(api.ctx.db)
    const shown = await api.call(network.shopKey, previewTemplate, {
      params: at('en'),
      body: { ...nothing, subject: 'Hello from {shop}' },
    })
    expect(shown.subject).toBe('Hello from The Reading Corner')
    expect(shown.text).toContain('1234-5678')
    expect(await tableDigest(api.ctx.db)).toEqual(before)
  })

  test.each([
    ['/subject', 'unknown-placeholder', { subject: '{password}' }],
    ['/subject', 'wrong-format', { subject: 'Hi\r\nBcc: all@example.org' }],
    ['/subject', 'wrong-format', { subject: 'Hi \u202egnp.exe' }],
    ['/text', 'missing-placeholder', { text: 'It is at {location}.' }],
    ['/text', 'too-many', { text: `{code}{location}${'{address}'.repeat(200)}` }],
    ['/text', 'out-of-range', { text: 'x'.repeat(100_000) }],
    ['/text', 'stray-brace', { text: '{{{code}}} {location}' }],
    ['/text', 'link-beside-code', { text: '{code} {location} http://evil.example' }],
    ['/sms', 'wrong-format', { sms: 'Code {code}\n{location}' }],
  ])('is refused at %s: %s', async (pointer, code, over) => {
    const before = await tableDigest(api.ctx.db)
    const answer = await say('en', over)
    expect(answer.status).toBe(422)
    const { errors } = answer.body as unknown as { errors: object[] }
    expect(errors).toContainEqual(expect.objectContaining({ pointer, code }))
    expect(await tableDigest(api.ctx.db)).toEqual(before)
  })

  test("is the organization's own business", async () => {
    expect(await say('en', {}, network.rivalKey)).toMatchObject({ status: 404 })
    expect(await api.ask(network.rivalKey, readTemplate, { params: at('en') })).toMatchObject({
      status: 404,
    })
  })
})
