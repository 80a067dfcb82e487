import { id, text } from '@cubby/domain/shapes'
import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { toldMoment } from '../../wire.ts'

/** What an organization decides for its shipments; each announcement keeps the rules of its day. */
export const storageRules = z.strictObject({
  storageHours: z
    .int()
    .min(1)
    .max(24 * 90),
  reminderHoursBefore: z
    .array(
      z
        .int()
        .min(1)
        .max(24 * 30),
    )
    .max(5),
  extensionHours: z
    .int()
    .min(1)
    .max(24 * 30),
  extensionsMax: z.int().min(0).max(20),
  mayShareCell: z.boolean(),
  acceptsUnannounced: z.boolean(),
  // Six digits are for a second factor at the machine (domain rules, "Codes"), which does not exist yet.
  codeDigits: z.literal(8),
})

export const organizationKind = z.enum(['shop', 'delivery-operator', 'tenant'])
export const organizationName = text(limits.nameCharsMax)
/** Delivery operators that may carry this organization's shipments. */
export const carriers = z.array(id('org')).max(100)

/** Segments in which a delivery operator works; null: everywhere. */
export const worksIn = z.array(id('seg')).min(1).max(100).nullable()

export const organization = z.strictObject({
  id: id('org'),
  name: z.string(),
  kind: z.enum(['shop', 'delivery-operator', 'tenant', 'network-operator']),
  carriers: z.array(id('org')),
  worksIn,
  rules: storageRules.extend({ codeDigits: z.union([z.literal(6), z.literal(8)]) }),
  createdAt: toldMoment,
})
export type OrganizationReply = z.infer<typeof organization>
