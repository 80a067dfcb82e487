import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type MessageKind, messageKinds } from '@cubby/domain/processes/process'
import { catalogues } from '@cubby/i18n/catalogues'
import { limits } from '@cubby/kit/limits'
import { idOf } from '@cubby/kit/ids'
import { aShipment, aShop, thursday } from '@cubby/testing/messages/shop-with-shipment'
import { type TestDatabase, testDatabase } from '@cubby/testing/postgres/test-database'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Jobs } from '../jobs/jobs.ts'
import { loadServerKeys } from '../keys/server-keys.ts'
import { recipientDrafts } from './message-draft.ts'
import { queueMessages } from './pg/queue-messages.ts'
import { loadTold } from './pg/load-told.ts'
import { renderTold } from './render.ts'

const dir = mkdtempSync(join(tmpdir(), 'cubby-keys-'))
const keys = loadServerKeys(dir)
afterAll(() => rmSync(dir, { recursive: true, force: true }))

let database: TestDatabase
beforeEach(async () => void (database = await testDatabase()))
afterEach(() => database[Symbol.asyncDispose]())

/** Nothing is sent here. */
const noJobs: Jobs = {
  enqueue: async () => {},
  kick() {},
  idle: async () => {},
  stop: async () => {},
}

/** The e-mail and the SMS of this kind about one shipment. */
async function rendered(kind: MessageKind, locale: string, shopName = 'Blue Shop') {
  const shop = await aShop(database.db, shopName)
  const phone = '+4915112345678'
  const shipment = await aShipment(database.db, keys, shop, { locale, phone })
  const drafts = recipientDrafts(
    {
      id: idOf('shp', shipment),
      organization: idOf('org', shop.organization),
      locale,
      email: 'ann@example.org',
      phone,
    },
    kind,
    '',
  )
  await database.db
    .transaction()
    .execute((trx) => queueMessages(trx, { jobs: noJobs }, drafts, thursday))
  const rows = await database.db
    .selectFrom('message')
    .select(['id', 'channel', 'data'])
    .where('shipment_id', '=', shipment)
    .orderBy('channel')
    .execute()
  expect(JSON.stringify(rows)).not.toContain('12345678')
  const told = new Map(
    (
      await loadTold(
        database.db,
        rows.map(({ id }) => id),
      )
    ).map((each) => [each.channel, renderTold({ keys }, each)]),
  )
  const [email, sms] = [told.get('email'), told.get('sms')]
  if (!email || !sms) throw new Error('one of each')
  return { email, sms }
}

describe('a text', () => {
  test('tells code, place and time, in the time zone of the place', async () => {
    const { email } = await rendered('shipment.ready', 'en')
    expect(email.subject).toBe('Ready to collect: your order from Blue Shop')
    expect(email.text).toContain('Code: 1234-5678\n')
    expect(email.text).toContain('Where: Central station, Lange Str. 1, 10115 Berlin\n')
    expect(email.text).toContain('What: 2 parcels, 2 doors\n')
    expect(email.text).toMatch(/Until: Sun,? 8 Mar,? 11:00\n/)
  })

  test.each(Object.keys(catalogues))('is whole in every kind and channel in %s', async (locale) => {
    for (const kind of messageKinds) {
      const { email, sms } = await rendered(kind, locale)
      const hasCode = kind !== 'shipment.cancelled'
      for (const text of [email.subject, email.text, sms.text]) expect(text).not.toMatch(/[{}]/)
      for (const text of [email.text, sms.text]) expect(text.includes('1234-5678')).toBe(hasCode)
      expect(sms.text.length).toBeLessThan(200)
    }
  })

  test('is English for a language that we do not speak', async () => {
    expect((await rendered('shipment.ready', 'xx-YY')).sms.text).toContain('2 parcels')
  })

  test('keeps its code and its length whatever a shop is called', async () => {
    const { email, sms } = await rendered(
      'shipment.ready',
      'en',
      'Very {code}\n\nlong 😀 '.repeat(20),
    )
    expect(sms.text).toContain('Code 1234-5678')
    expect(sms.text.length).toBeLessThan(limits.smsCharsMax / 2)
    expect(email.subject).not.toContain('\n')
  })
})
