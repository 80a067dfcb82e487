import { hours, type Millis } from '@cubby/kit/clock'
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

/** What an organization decides for its shipments. */
export type StorageRules = {
  storageHours: number
  reminderHoursBefore: readonly number[]
  extensionHours: number
  extensionsMax: number
  mayShareCell: boolean
  acceptsUnannounced: boolean
  codeDigits: 6 | 8
}

export const defaultRules: StorageRules = {
  storageHours: 72,
  reminderHoursBefore: [24],
  extensionHours: 24,
  extensionsMax: 2,
  mayShareCell: true,
  acceptsUnannounced: true,
  codeDigits: 8,
}

export const storageTime = (rules: StorageRules): Millis => hours(rules.storageHours)
