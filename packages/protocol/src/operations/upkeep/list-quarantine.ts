import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { defineOperation } from '../../operation.ts'
import { noParams } from '../../wire.ts'
import { quarantinedEntry } from './upkeep-shapes.ts'

/** Oldest first; those resolved are gone from it. */
export const listQuarantine = defineOperation({
  id: 'quarantine.list',
  method: 'GET',
  path: '/v1/quarantine',
  summary: 'List journal entries that could not be applied and wait for a person',
  scope: 'operations:read',
  networkOnly: true,
  params: noParams,
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(limits.listPageMax).default(limits.listPageDefault),
  }),
  body: null,
  status: 200,
  reply: z.strictObject({ items: z.array(quarantinedEntry) }),
})
