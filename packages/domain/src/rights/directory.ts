import type { Instant, Millis } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import type { CellId, CourierId, GrantId, ParcelId, StayId } from '@cubby/kit/ids'
import { z } from 'zod'
import type { ServiceState } from '../machine/service.ts'
import { type CellSpec, layout, zones } from '../cells/layout.ts'
import type { Rental } from '../machine/rental.ts'
import type { MachineRules } from '../configuration/machine-rules.ts'
import { id, instantMs, label, purpose, side, size, text, weeklyHours } from '../shapes.ts'

/**
 * What the feed tells a locker, one shape per kind of item. Rights and limits, never occupancy: what is inside
 * is for the locker alone to say.
 */

/** A parcel that is expected, and what it needs. Key `parcel:<id>` on the locker's stream. */
export const plan = z.strictObject({
  parcel: id('prc'),
  shipment: id('shp'),
  organization: id('org'),
  /** The delivery operator whose couriers bring it; null: any courier who works at this locker. */
  carrier: id('org').nullable(),
  label,
  purpose,
  size: size.nullable(),
  grams: z.int().min(0).max(limits.parcelGramsMax),
  zone: z.enum(zones),
  lowCell: z.boolean(),
  mayShareCell: z.boolean(),
  /** How long it may stay, counted from the deposit. */
  storageMs: z.int().min(0).max(limits.storageMax),
  /** Set once storage was extended; overrides what was computed at the deposit. */
  dueAt: instantMs.nullable(),
  /** Cancelled after it was put in: a courier should take it back. */
  recalled: z.boolean(),
})

/** A right to open whatever holds these parcels. Signed by the server. Key `grant:<id>`. */
export const grant = z.strictObject({
  grant: id('grn'),
  purpose: z.literal('collect'),
  parcels: z.array(id('prc')).min(1).max(limits.parcelsPerShipmentMax),
  /** HMAC of the code under the locker's key, hex; null: QR only. */
  codeVerifier: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .nullable(),
  validFrom: instantMs,
  validUntil: instantMs,
  signedBy: text(40),
  signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
})

export const courierFlows = ['deposit', 'withdraw'] as const
export type CourierFlow = (typeof courierFlows)[number]

/** A courier who may work at lockers that follow his organization. Key `courier:<id>`. */
export const courier = z.strictObject({
  courier: id('cur'),
  organization: id('org'),
  /** HMAC of the badge number under the directory key, hex. */
  badgeVerifier: z.string().regex(/^[0-9a-f]{64}$/),
  /** scrypt of the PIN, `N.r.p.salt.hash` with base64url parts; null: the badge is enough. */
  pinVerifier: text(200).nullable(),
  validFrom: instantMs,
  validUntil: instantMs,
  /** What the courier may do at a machine. */
  flows: z.array(z.enum(courierFlows)).max(courierFlows.length),
  /** When, by the clock of the machine's place; null: at any time. */
  hours: weeklyHours.nullable(),
  /** At machines of these segments only; null: wherever the organization works. */
  segments: z.array(id('seg')).max(20).nullable(),
  /** Whose parcels, besides those of the own organization; null: everybody's who may be carried for. */
  carriesFor: z.array(id('org')).max(50).nullable(),
})

/** A courier without limits of his own. */
export const unlimited = {
  flows: [...courierFlows],
  hours: null,
  segments: null,
  carriesFor: null,
} satisfies Partial<Courier>

/** What an organization allows at the machine. Key `organization:<id>`. */
export const organizationRules = z.strictObject({
  organization: id('org'),
  acceptsUnannounced: z.boolean(),
  /** For parcels nobody announced: how long they may stay. */
  storageMs: z.int().min(0).max(limits.storageMax),
  /** A tenant: uses the cells that it rents and no others. */
  rentsOnly: z.boolean().default(false),
  /** Its couriers carry for whoever named no carrier; others carry only for those who named them. */
  carries: z.boolean().default(true),
})

/** The machine itself. Key `layout`. */
export const layoutItem = z.strictObject({ layout })

/** A thing the server asks the locker to do. Key `command:<id>`. */
export const command = z.strictObject({
  command: id('cmd'),
  action: z.discriminatedUnion('do', [
    z.strictObject({ do: z.literal('open'), cell: id('cel'), side }),
    z.strictObject({ do: z.literal('block'), cell: id('cel'), reason: text(60) }),
    z.strictObject({ do: z.literal('unblock'), cell: id('cel') }),
  ]),
  notBefore: instantMs,
  expiresAt: instantMs,
  reason: text(300),
})

export type Plan = z.infer<typeof plan>
export type Grant = z.infer<typeof grant>
export type Courier = z.infer<typeof courier>
export type OrganizationRules = z.infer<typeof organizationRules>
export type Command = z.infer<typeof command>

/** The part of a grant that is signed. */
export type GrantClaims = Omit<Grant, 'signedBy' | 'signature'>

/** What the rules may look up. The edge answers from its feed tables, a test from a literal. */
export interface Directory {
  /** The cells as they may be used at this moment: configured, rented out, and without those that only wait to be emptied. */
  cells(now: Instant): readonly CellSpec[]
  /** What is configured of the machine at this moment. */
  rules(now: Instant): MachineRules
  cell(cell: CellId): CellSpec | undefined
  plan(parcel: ParcelId): Plan | undefined
  plansByLabel(label: string): readonly Plan[]
  grant(grant: GrantId): Grant | undefined
  grantsByVerifier(codeVerifier: string): readonly Grant[]
  courier(courier: CourierId): Courier | undefined
  organization(organization: string): OrganizationRules | undefined
  /** Whether this machine takes parcels. */
  service: ServiceState
  /** All that is known, also those to come and those that are over. */
  rentals(): Iterable<Rental>
  /** The clock of the place where the machine stands, an IANA name; null: unknown, and UTC counts. */
  readonly timeZone: string | null
  /** The segments that the machine is in. */
  readonly segments: ReadonlySet<string>
  /** When the directory was last known to be complete; null: never. */
  completeAt: Instant | null
}

/** When storage of a stay ends: what the server last said of any of its parcels, else the rule of the deposit. */
export function dueAtOf(
  directory: Directory,
  stay: { dueAt: Instant | null; items: readonly { parcel: ParcelId }[] },
): Instant | null {
  let due = stay.dueAt
  for (const item of stay.items) {
    const told = directory.plan(item.parcel)?.dueAt
    if (told && (due === null || told > due)) due = told as Instant
  }
  return due
}

/** A stay may be taken back by a courier: its time ran out or its shipment was cancelled. */
export function withdrawalReason(
  directory: Directory,
  stay: { id: StayId; dueAt: Instant | null; items: readonly { parcel: ParcelId }[] },
  now: Instant,
): 'expired' | 'recalled' | null {
  if (stay.items.some((item) => directory.plan(item.parcel)?.recalled)) return 'recalled'
  const due = dueAtOf(directory, stay)
  return due !== null && due <= now ? 'expired' : null
}

export const storageOf = (plan: Plan | undefined, rules: OrganizationRules | undefined): Millis =>
  (plan?.storageMs ?? rules?.storageMs ?? 0) as Millis
