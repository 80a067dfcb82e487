import { hours, type Instant, later, type Millis } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import type { Purpose } from '../cells/layout.ts'

/** Who acts in a leg. The locker never learns these words: they become plans and grants. */
export type Party = 'courier' | 'recipient' | 'shop'

/** What may be a reason to tell somebody something. How long before the end is the organization's to say. */
export type Occasion = 'ready' | 'before-end' | 'end' | 'extended' | 'cancelled-after-ready'

/** What people are told, when, and to whom. */
export type Telling = { message: MessageKind; to: 'recipient'; at: Occasion }

export const messageKinds = [
  'shipment.ready',
  'shipment.reminder',
  'shipment.expired',
  'shipment.extended',
  'shipment.cancelled',
] as const
export type MessageKind = (typeof messageKinds)[number]

/**
 * One handover at one locker: somebody deposits, somebody collects, within a time. Plans follow from `purpose`,
 * messages from `tells`. Who deposits and collects, `handOut` and `atEnd` are what every leg so far has in common
 * with the kernel's own rules; a process that differs in them must teach `compile.ts` to read them.
 */
export type Leg = {
  name: string
  deposits: Party
  collects: Party
  purpose: Purpose
  /** All parcels of the shipment open together, or each by itself. */
  handOut: 'together' | 'each'
  /** When time runs out. The recipient may still come until the withdrawal has happened. */
  atEnd: { who: Party; does: 'withdraws'; then: 'returning' }
  tells: readonly Telling[]
}

/** A business as data: a new one is a new file beside `delivery.ts`. */
export type Process = { name: string; legs: readonly Leg[] }

/** What this leg tells the recipient on this occasion. */
export const messagesAt = (leg: Leg, at: Occasion): MessageKind[] =>
  leg.tells.filter((telling) => telling.at === at).map(({ message }) => message)

/**
 * What becomes of what nobody fetched in time. `withdraw`: couriers find it on their list and take it back. `keep`: it stays, until staff
 * call the shipment off. `extend`: it is given more time once by itself, and then taken back. The machine obeys each of them without
 * asking anybody: which it is follows from the times that it was told beforehand.
 */
export const endings = ['withdraw', 'keep', 'extend'] as const
export type Ending = (typeof endings)[number]

/** What an organization decides for its shipments. */
export type StorageRules = {
  storageHours: number
  reminderHoursBefore: readonly number[]
  extensionHours: number
  extensionsMax: number
  mayShareCell: boolean
  acceptsUnannounced: boolean
  codeDigits: 6 | 8
  /** Left out by shipments that were announced before there was a choice: `withdraw`. */
  atEnd?: Ending
}

export const defaultRules: StorageRules = {
  storageHours: 72,
  reminderHoursBefore: [24],
  extensionHours: 24,
  extensionsMax: 2,
  mayShareCell: true,
  acceptsUnannounced: true,
  codeDigits: 8,
  atEnd: 'withdraw',
}

export const storageTime = (rules: Pick<StorageRules, 'storageHours'>): Millis =>
  hours(rules.storageHours)

export const endingOf = ({ atEnd }: Pick<StorageRules, 'atEnd'>): Ending => atEnd ?? 'withdraw'

/** How long a machine that hears nothing more lets a parcel lie: with the time that it will be given by itself. */
export const storageAtLocker = (rules: StorageRules): Millis =>
  hours(rules.storageHours + (endingOf(rules) === 'extend' ? rules.extensionHours : 0))

type Stored = { createdAt: Instant; dueAt: Instant | null; extensions: number }

/** The end that a machine obeys instead of the one that it reckoned at the deposit; null: its own is right. */
export function endAtLocker(
  { createdAt, dueAt, extensions }: Stored,
  rules: StorageRules,
): Instant | null {
  switch (endingOf(rules)) {
    case 'keep':
      return later(createdAt, limits.storageMax)
    case 'extend':
      return dueAt === null || extensions > 0 ? dueAt : later(dueAt, hours(rules.extensionHours))
    case 'withdraw':
      return extensions > 0 ? dueAt : null
  }
}
