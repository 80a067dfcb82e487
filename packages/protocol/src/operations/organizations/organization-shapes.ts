import { isMask } from '@cubby/domain/organizations/reference-mask'
import { organizationKinds } from '@cubby/domain/organizations/capabilities'
import { endings } from '@cubby/domain/processes/process'
import { id, plainText } from '@cubby/domain/shapes'
import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { email, phone, toldMoment } from '../../wire.ts'

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
  /** What becomes of what nobody fetched in time. `extend` takes at least one extension. */
  atEnd: z.enum(endings),
})

/** What a new organization may be; the network operator is there from the beginning. */
export const organizationKind = z.enum(organizationKinds).exclude(['network-operator'])
export const organizationName = plainText(limits.nameCharsMax)
/** Delivery operators that may carry this organization's shipments. */
export const carriers = z.array(id('org')).max(100)

/** Segments in which an organization works; null: everywhere. */
export const worksIn = z.array(id('seg')).min(1).max(100).nullable()

export const contactRoles = [
  'general',
  'operations',
  'billing',
  'technical',
  'privacy',
  'emergency',
] as const
/** Whom to ask about what; by e-mail, by phone, or both. */
const contact = z.strictObject({
  role: z.enum(contactRoles),
  name: plainText(100),
  email: email.nullable(),
  phone: phone.nullable(),
})
export type Contact = z.infer<typeof contact>

/** As whom its messages come; null: as the network's. */
const sender = z.strictObject({
  /** Stands before the address of an e-mail. Nothing that could be taken for an address. */
  emailName: plainText(60)
    .regex(/^[^@<>"\\,;:]*$/, 'must not contain @ < > " \\ , ; :')
    .nullable(),
  /** Of text messages: at most 11 letters and digits, at least one letter (GSM 03.38 as networks pass it on). */
  smsName: z
    .string()
    .max(11)
    .regex(/^(?=[0-9 ]*[A-Za-z])[A-Za-z0-9][A-Za-z0-9 ]*$/, 'letters and digits, at most 11')
    .refine((name) => !name.endsWith(' '), { error: 'must not end with a space' })
    .nullable(),
})

const number = plainText(40).nullable()
const references = z.strictObject({
  /** Its number in our books. */
  customerNumber: number,
  contractNumber: number,
  /** `9` a digit, `A` a letter, `X` either, all else itself; announcements with another reference are refused. */
  mask: plainText(40).refine(isMask, { error: 'must not end with a backslash' }).nullable(),
})

/** Facts that an organization may change by itself; all else is the network operator's to say. */
export const ownFacts = {
  legalName: plainText(limits.nameCharsMax).nullable().optional(),
  taxNumber: number.optional(),
  contacts: z.array(contact).max(limits.contactsPerOrganizationMax).optional(),
  sender: sender.partial().optional(),
  references: references.partial().optional(),
}

export const toldContact = z.strictObject({
  role: z.enum(contactRoles),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
})

export const organizationStatuses = ['active', 'suspended'] as const

export const organization = z.strictObject({
  id: id('org'),
  name: z.string(),
  kind: z.enum(organizationKinds),
  /** `suspended`: its keys and couriers open nothing; recipients still collect. */
  status: z.enum(organizationStatuses),
  carriers: z.array(id('org')),
  worksIn,
  rules: storageRules.extend({ codeDigits: z.union([z.literal(6), z.literal(8)]) }),
  createdAt: toldMoment,
})
export type OrganizationReply = z.infer<typeof organization>

export const organizationInFull = organization.extend({
  legalName: z.string().nullable(),
  taxNumber: z.string().nullable(),
  sender: z.strictObject({ emailName: z.string().nullable(), smsName: z.string().nullable() }),
  references: z.strictObject({
    customerNumber: z.string().nullable(),
    contractNumber: z.string().nullable(),
    mask: z.string().nullable(),
  }),
  /** When its logo was last changed; null: it has none. */
  logoChangedAt: toldMoment.nullable(),
  suspendedAt: toldMoment.nullable(),
  suspendedReason: z.string().nullable(),
})
export type OrganizationInFull = z.infer<typeof organizationInFull>
