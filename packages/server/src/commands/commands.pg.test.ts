import { freshLadder } from '@cubby/domain/rights/ladder'
import { must } from '@cubby/kit/assert'
import { hours } from '@cubby/kit/clock'
import { uuidOf } from '@cubby/kit/ids'
import { feedBodies } from '@cubby/protocol/link/messages'
import { blockCell } from '@cubby/protocol/operations/commands/block-cell'
import { openCell } from '@cubby/protocol/operations/commands/open-cell'
import { readCommand } from '@cubby/protocol/operations/commands/read-command'
import { unblockCell } from '@cubby/protocol/operations/commands/unblock-cell'
import { type SmallNetwork, smallNetwork } from '@cubby/testing/api/small-network'
import { type TestApi, testApi } from '@cubby/testing/api/test-api'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { timestamp } from '../db/tables/column.ts'
import { pgStore } from '../store/pg/pg-store.ts'
import { endUnanswered } from './end-unanswered.ts'

let api: TestApi
let network: SmallNetwork
let params: { locker: `lck_${string}`; cell: `cel_${string}` }
beforeAll(async () => {
  api = await testApi()
  network = await smallNetwork(api)
  const cell = network.locker.layout.modules[0]?.cells[0]?.id
  params = { locker: network.locker.id, cell: must(cell, 'a locker has cells') }
})
afterAll(() => api[Symbol.asyncDispose]())

const itemOf = (command: string) =>
  api.ctx.db
    .selectFrom('feed_item')
    .select(['body', 'as_of_seq', 'expires_at'])
    .where('key', '=', `command:${command}`)
    .executeTakeFirstOrThrow()

test('a wish to open a cell goes to the locker, with its end and what we knew', async () => {
  const journal = {
    locker_id: uuidOf(params.locker),
    last_hash: '',
    ladder: JSON.stringify(freshLadder),
    created_at: timestamp(api.clock.now()),
  }
  await api.ctx.db
    .insertInto('journal')
    .values({
      ...journal,
      journal_id: uuidOf(api.ctx.ids.mint('jrn')),
      received_through: 9,
      applied_through: 7,
    })
    .execute()
  const asked = { params, body: { reason: 'recipient is locked out', expiresInSeconds: 60 } }
  const answer = await api.ask(api.operator, openCell, asked)
  expect(answer).toMatchObject({ status: 202, body: { status: 'waiting', action: 'open' } })
  const item = await itemOf(answer.body.id)
  const end = api.clock.now() + 60_000
  expect(feedBodies.command.parse(item.body)).toMatchObject({
    action: { do: 'open', cell: params.cell, side: 'front' },
    expiresAt: end,
  })
  expect([item.as_of_seq, item.expires_at]).toEqual([7, end])
  const read = await api.call(api.operator, readCommand, { params: { command: answer.body.id } })
  expect(read).toEqual(answer.body)
})

test('the same wish under the same key opens one door', async () => {
  const asked = { params, body: { reason: 'twice' }, idempotencyKey: 'open-once' }
  const one = await api.call(api.operator, openCell, asked)
  const two = await api.call(api.operator, openCell, asked)
  expect(two.id).toBe(one.id)
})

test('blocking and unblocking are wishes too', async () => {
  const block = await api.call(api.operator, blockCell, { params, body: { reason: 'dirty' } })
  const unblock = await api.call(api.operator, unblockCell, { params, body: { reason: 'cleaned' } })
  expect((await itemOf(block.id)).body).toMatchObject({ action: { do: 'block', reason: 'dirty' } })
  expect((await itemOf(unblock.id)).body).toMatchObject({ action: { do: 'unblock' } })
})

test('a cell of another locker, or a side without a door, is refused', async () => {
  const cell = api.ctx.ids.mint('cel')
  const body = { reason: 'try' }
  expect(
    await api.ask(api.operator, openCell, { params: { ...params, cell }, body }),
  ).toMatchObject({
    status: 404,
  })
  const back = await api.ask(api.operator, openCell, { params, body: { ...body, side: 'back' } })
  expect(back.body).toMatchObject({ errors: [{ pointer: '/side', code: 'not-allowed' }] })
})

describe('a command that no locker ever answered', () => {
  const endAll = () => endUnanswered(api.ctx, pgStore(api.ctx), { atMost: 100 })
  const ask = async () => {
    const body = { reason: 'nobody is there', expiresInSeconds: 60 }
    const { body: told } = await api.ask(api.operator, blockCell, { params, body })
    return must(told, 'the wish was taken').id
  }
  const statusOf = async (command: `cmd_${string}`) => {
    const asked = { params: { ...params, command } }
    return (await api.ask(api.operator, readCommand, asked)).body?.status
  }

  test('waits for as long as one might still answer', async () => {
    const command = await ask()
    await api.clock.advance(hours(47))
    await endAll()
    expect(await statusOf(command)).toBe('waiting')
  })

  test('has expired in the end, and the locker need not keep the question', async () => {
    const command = await ask()
    await api.clock.advance(hours(49))
    expect(await endAll()).toBeGreaterThan(0)
    expect(await statusOf(command)).toBe('expired')
    expect(await itemOf(command)).toMatchObject({ body: null })
    expect(await endAll()).toBe(0)
  })

  test('that had begun ends as one of which nobody knows', async () => {
    const command = await ask()
    await api.ctx.db
      .updateTable('command')
      .set({ status: 'accepted' })
      .where('id', '=', uuidOf(command))
      .execute()
    await api.clock.advance(hours(49))
    await endAll()
    expect(await statusOf(command)).toBe('unknown')
  })
})
