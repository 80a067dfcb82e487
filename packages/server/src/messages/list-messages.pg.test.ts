import { uuidOf } from '@cubby/kit/ids'
import { seconds } from '@cubby/kit/clock'
import { listMessages } from '@cubby/protocol/operations/messages/list-messages'
import { smallNetwork } from '@cubby/testing/api/small-network'
import { testApi } from '@cubby/testing/api/test-api'
import { expect, test } from 'vitest'
import { messageIdOf } from '../notifications/message-id.ts'
import { queueMessages } from '../notifications/pg/queue-messages.ts'

test('messages are listed newest first, page by page, though their ids say nothing of when', async () => {
  await using api = await testApi()
  const { shop, shopKey } = await smallNetwork(api)
  const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
  for (const dedupeKey of keys) {
    const draft = {
      kind: 'shipment.ready',
      channel: 'email',
      recipient: 'ann@example.org',
    } as const
    const rest = {
      organization: uuidOf(shop.id),
      shipment: null,
      locale: 'en',
      data: {},
      dedupeKey,
    }
    await api.ctx.db
      .transaction()
      .execute((trx) => queueMessages(trx, api.ctx, [{ ...draft, ...rest }], api.clock.now()))
    // Some at the same moment.
    if (dedupeKey !== 'b') await api.clock.advance(seconds(1))
  }
  const seen: string[] = []
  for (let after: string | null | undefined; after !== null;) {
    const query = { limit: 2, ...(after === undefined ? {} : { after }) }
    const page = await api.call(shopKey, listMessages, { query: query as never })
    seen.push(...page.items.map(({ id }) => uuidOf(id)))
    after = page.next
  }
  const [a, b, c, ...later] = keys.map(messageIdOf)
  const together = [b, c].toSorted().toReversed()
  expect(seen).toEqual([...later.toReversed(), ...together, a])
})
