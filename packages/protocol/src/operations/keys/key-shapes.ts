import { id, text } from '@cubby/domain/shapes'
import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { scopes } from '../../operation.ts'
import { toldMoment } from '../../wire.ts'

export const keyFields = {
  /** Whose key; left out by the network operator: its own. */
  organization: id('org').optional(),
  name: text(limits.nameCharsMax),
  scopes: z.array(z.enum(scopes)).min(1).max(scopes.length),
}

const fields = {
  id: id('key'),
  /** Null: the network operator's. */
  organization: id('org').nullable(),
  name: z.string(),
  scopes: z.array(z.enum(scopes)),
  createdAt: toldMoment,
  /** To within ten minutes. */
  lastUsedAt: toldMoment.nullable(),
  revokedAt: toldMoment.nullable(),
}
export const apiKey = z.strictObject(fields)
/** With the secret, `cub_…`, shown this once; we keep only a hash. */
export const apiKeyWithSecret = z.strictObject({ ...fields, secret: z.string() })
export type ApiKeyReply = z.infer<typeof apiKey>
