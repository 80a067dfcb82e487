import { days } from '@cubby/kit/clock'
import { must } from '@cubby/kit/assert'
import { idOf } from '@cubby/kit/ids'
import { type Prng, prng } from '@cubby/kit/prng'
import { createCourier } from '@cubby/protocol/operations/couriers/create-courier'
import { revokeCourier } from '@cubby/protocol/operations/couriers/revoke-courier'
import { createWebhook } from '@cubby/protocol/operations/webhooks/create-webhook'
import { deleteWebhook } from '@cubby/protocol/operations/webhooks/delete-webhook'
import { updateOrganization } from '@cubby/protocol/operations/organizations/update-organization'
import { announceShipment } from '@cubby/protocol/operations/shipments/announce-shipment'
import { changeRecipient } from '@cubby/protocol/operations/shipments/change-recipient'
import { type SmallNetwork, smallNetwork } from '@cubby/testing/api/small-network'
import { asPage, signedIn } from '@cubby/testing/api/staff'
import { type SignedIn, type TestApi, testApi } from '@cubby/testing/api/test-api'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { chainedColumns, rowHash } from './chain.ts'
import { cutActivity } from './cut-activity.ts'
import { headOf, sealActivity } from './seal-activity.ts'
import { verifyActivity } from './verify-activity.ts'

/**
 * Goal: whoever changes the log behind our back is found out, and the row is named.
 * Method: a session of a thousand random changes by people and programs over the real API; then one thing is spoilt in the
 * database at a time, looked for, and put back.
 */
const CHANGES = 1_000

let api: TestApi
let network: SmallNetwork
beforeAll(async () => {
  api = await testApi()
  network = await smallNetwork(api)
  await session(prng('a session of the activity'))
}, 180_000)
afterAll(() => api[Symbol.asyncDispose]())

const verify = () => verifyActivity(api.ctx)
const rowAt = (seq: number) =>
  api.ctx.db
    .selectFrom('activity')
    .select([...chainedColumns, 'seq', 'prev_hash', 'hash'])
    .where('seq', '=', seq)
    .executeTakeFirstOrThrow()

async function session(chance: Prng) {
  const { carrier, shop, shopKey, rivalKey } = network
  const people = await Promise.all([signedIn(api), signedIn(api), signedIn(api)])
  const everybody: (string | SignedIn)[] = [api.operator, ...people.map(asPage)]
  const couriers: `cur_${string}`[] = []
  const shipments: `shp_${string}`[] = []
  const text = (n: number) => `${chance.pick(['Łódź', 'مرحبا', 'Straße "7"', '📦', 'plain'])} ${n}`
  for (let n = 0; n < CHANGES; n++) {
    const who = chance.pick(everybody)
    switch (
      chance.pick(['courier', 'revoke', 'name', 'announce', 'recipient', 'webhook'] as const)
    ) {
      case 'courier': {
        const body = { organization: carrier.id, name: text(n), badge: `B-${n}` }
        couriers.push((await api.call(who, createCourier, { body })).id)
        break
      }
      case 'revoke': {
        if (couriers.length === 0) continue
        await api.call(who, revokeCourier, { params: { courier: chance.pick(couriers) } })
        break
      }
      case 'name': {
        const params = { organization: shop.id }
        await api.call(who, updateOrganization, { params, body: { name: text(n) } })
        break
      }
      case 'announce': {
        const parcels = [{ label: `P-${n}`, grams: 100 + n }]
        const body = network.anAnnouncement({ parcels })
        shipments.push((await api.call(shopKey, announceShipment, { body })).id)
        break
      }
      case 'recipient': {
        if (shipments.length === 0) continue
        const params = { shipment: chance.pick(shipments) }
        const body = { email: `${n}@example.org` }
        await api.call(chance.pick([who, shopKey]), changeRecipient, { params, body })
        break
      }
      case 'webhook': {
        const body = { url: `https://hooks.example.org/${n}`, events: ['shipment.ready' as const] }
        const { id } = await api.call(rivalKey, createWebhook, { body })
        await api.call(rivalKey, deleteWebhook, { params: { webhook: id } })
      }
    }
    if (n % 97 === 0) await sealActivity(api.ctx)
  }
}

test('after a thousand changes every row holds', async () => {
  const before = await verify()
  expect(before.unsealed).toBeGreaterThan(0)
  expect(before.findings).toEqual([])
  await sealActivity(api.ctx)
  const { holds, unsealed, findings, head } = await verify()
  expect({ findings, unsealed }).toEqual({ findings: [], unsealed: 0 })
  expect(holds).toBe(head.seq)
  expect(holds).toBeGreaterThan(CHANGES * 0.8)
})

test('servers that seal at the same time give each row one place', async () => {
  for (let n = 0; n < 5; n++) await network.announce({ parcels: [{ label: `S-${n}`, grams: 1 }] })
  await Promise.all([1, 2, 3].map(() => sealActivity(api.ctx)))
  await sealActivity(api.ctx)
  expect(await verify()).toMatchObject({ unsealed: 0, findings: [] })
})

describe('what somebody did with access to the database is found', () => {
  let kept: unknown[] = []
  const spoil = async (work: () => Promise<unknown>) => {
    const { rows } = await sql`select to_jsonb(activity) as row from activity`.execute(api.ctx.db)
    kept = rows.map((each) => (each as { row: unknown }).row)
    await work()
    return (await verify()).findings
  }
  afterEach(async () => {
    await sql`truncate activity`.execute(api.ctx.db)
    await sql`insert into activity select (jsonb_populate_record(null::activity, each)).*
      from jsonb_array_elements(${JSON.stringify(kept)}::jsonb) each`.execute(api.ctx.db)
    const { findings } = await verify()
    if (findings.length > 0) throw new Error(`not put back: ${JSON.stringify(findings)}`)
  })
  const db = () => api.ctx.db
  const find = (kind: string, seq: number, id?: string) =>
    expect.objectContaining({ kind, seq, ...(id ? { row: idOf('act', id) } : {}) })

  test('another name in the details', async () => {
    const row = await rowAt(100)
    const found = await spoil(() =>
      db()
        .updateTable('activity')
        .set({ after: '{"name":"nobody"}' })
        .where('seq', '=', 100)
        .execute(),
    )
    expect(found).toEqual([find('changed', 100, row.id)])
  })

  test.each([
    ['doer_id', '00000000-0000-7000-8000-000000000001'],
    ['at', '2026-01-01T00:00:00Z'],
    ['address', '10.0.0.1'],
    ['operation', 'nothing.happened'],
    ['thing', null],
  ] as const)('another %s', async (column, value) => {
    const row = await rowAt(200)
    const found = await spoil(() =>
      sql`update activity set ${sql.ref(column)} = ${value} where seq = 200`.execute(db()),
    )
    expect(found).toEqual([find('changed', 200, row.id)])
  })

  test('a row that was taken out', async () => {
    const found = await spoil(() => db().deleteFrom('activity').where('seq', '=', 300).execute())
    expect(found).toEqual([find('missing', 300)])
  })

  test('the last rows taken away, and the end of the chain moved back to hide it', async () => {
    const head = await headOf(db())
    const cut = await rowAt(head.seq - 5)
    const found = await spoil(() =>
      db()
        .deleteFrom('activity')
        .where('seq', '>', head.seq - 5)
        .execute(),
    )
    expect(found).toEqual([find('missing', head.seq)])
    const moved = { seq: cut.seq as number, hash: cut.hash as string }
    await db().updateTable('activity_head').set(moved).execute()
    expect((await verify()).findings).toMatchObject([{ kind: 'wrong-head' }])
    await db().updateTable('activity_head').set({ seq: head.seq, hash: head.hash }).execute()
  })

  test('two rows that changed places', async () => {
    const [one, other] = [await rowAt(400), await rowAt(410)]
    const found = await spoil(async () => {
      const place = ({ prev_hash, hash }: typeof one, seq: number) => ({ seq, prev_hash, hash })
      const set = (id: string, to: object) =>
        db().updateTable('activity').set(to).where('id', '=', id).execute()
      await set(one.id, { seq: -1 })
      await set(other.id, place(one, 400))
      await set(one.id, place(other, 410))
    })
    expect(found.map(({ seq }) => seq)).toEqual([400, 410])
  })

  test('two rows whose numbers were exchanged, hashes and all', async () => {
    const [one, other] = [await rowAt(400), await rowAt(410)]
    const found = await spoil(async () => {
      for (const [seq, id] of [
        [-1, one.id],
        [400, other.id],
        [410, one.id],
      ] as const)
        await db().updateTable('activity').set({ seq }).where('id', '=', id).execute()
    })
    expect(found).toContainEqual(find('re-ordered', 400, other.id))
    expect(found).toContainEqual(find('re-ordered', 410, one.id))
  })

  test('a row that was changed and hashed again, alone', async () => {
    const row = await rowAt(500)
    const found = await spoil(() => {
      const operation = 'nothing.happened'
      const hash = rowHash({ ...row, operation }, 500, row.prev_hash ?? '')
      return db()
        .updateTable('activity')
        .set({ operation, hash })
        .where('id', '=', row.id)
        .execute()
    })
    expect(found).toEqual([find('changed', 500, row.id)])
  })

  test('a row that was changed, and every hash after it made anew', async () => {
    const head = await headOf(db())
    const found = await spoil(async () => {
      const chain = await db()
        .selectFrom('activity')
        .select([...chainedColumns, 'seq', 'prev_hash'])
        .where('seq', '>=', 600)
        .orderBy('seq')
        .execute()
      let before = must(chain[0], 'it is long enough').prev_hash ?? ''
      for (const row of chain) {
        const operation = row.seq === 600 ? 'nothing.happened' : row.operation
        const hash = rowHash({ ...row, operation }, row.seq ?? 0, before)
        await db()
          .updateTable('activity')
          .set({ operation, hash, prev_hash: before })
          .where('id', '=', row.id)
          .execute()
        before = hash
      }
      await db().updateTable('activity_head').set({ hash: before }).execute()
    })
    expect(found).toMatchObject([{ kind: 'wrong-head' }])
    await db().updateTable('activity_head').set({ hash: head.hash }).execute()
  })

  test('a whole older database, by whoever wrote down how the chain ended', async () => {
    const { seq, hash } = (await verify()).head
    expect((await verifyActivity(api.ctx, { seq, hash })).findings).toEqual([])
    const later = await verifyActivity(api.ctx, { seq: seq + 1, hash })
    expect(later.findings).toMatchObject([{ kind: 'missing', seq: seq + 1 }])
    const other = await verifyActivity(api.ctx, { seq: 7, hash })
    expect(other.findings).toMatchObject([{ kind: 'changed', seq: 7 }])
  })

  test('details that were emptied, though nobody told of an erasure', async () => {
    const row = await rowAt(100)
    const emptied = { before: null, after: null, reason: null, salt: null }
    const found = await spoil(() =>
      db().updateTable('activity').set(emptied).where('seq', '=', 100).execute(),
    )
    expect(found).toEqual([find('erased-unrecorded', 100, row.id)])
    // Pointing at some other row does not help: it names nothing.
    const pointing = { ...emptied, erased_by: (await rowAt(101)).id }
    await db().updateTable('activity').set(pointing).where('seq', '=', 100).execute()
    expect((await verify()).findings).toEqual([find('erased-unrecorded', 100, row.id)])
  })
})

test('old rows are cut off the front, and the rest still holds', async () => {
  const { db } = api.ctx
  const last = (await verify()).head.seq
  await api.clock.advance(days(3))
  await network.announce({ parcels: [{ label: 'LATE', grams: 1 }] })
  await sealActivity(api.ctx)
  expect(await cutActivity(api.ctx, api.clock.now())).toBe(last)
  const after = await verify()
  expect(after).toMatchObject({ holds: 1, findings: [], head: { cut_seq: last } })
  // Cutting on by hand, as if it had been due.
  await db
    .deleteFrom('activity')
    .where('seq', '<=', last + 1)
    .execute()
  await db
    .updateTable('activity_head')
    .set({ cut_seq: last + 1, cut_hash: after.head.hash })
    .execute()
  expect((await verify()).findings).toMatchObject([{ kind: 'wrong-head' }])
})
