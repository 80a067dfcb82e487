import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { isoMoment, noQuery } from '../../wire.ts'

/** What happened from the first moment until the last; refused when it is more than 5,000 events. */
export const replayPeriod = defineOperation({
  id: 'webhook.replay-period',
  method: 'POST',
  path: '/v1/webhooks/:webhook/replay',
  summary: 'Tell a webhook endpoint all of a period once more',
  scope: 'webhooks:write',
  params: z.strictObject({ webhook: id('whk') }),
  query: noQuery,
  body: z.strictObject({
    from: isoMoment,
    until: isoMoment,
    /** `failed`: only what never arrived. */
    which: z.enum(['failed', 'all']).default('failed'),
  }),
  status: 202,
  reply: z.strictObject({ count: z.int() }),
})
