import { hours, type Millis } from '@cubby/kit/clock'
import type { Purpose } from '../cells/layout.ts'

/** Who acts in a leg. The locker never learns these words: they become plans and grants. */
export type Party = 'courier' | 'recipient' | 'shop'

/** What people are told, when, and to whom; `once` names what it is told once for. */
export type Telling = {
  message: MessageKind
  to: 'recipient'
  when:
    | { at: 'ready' }
    | { at: 'before-end'; hours: number }
    | { at: 'end' }
    | { at: 'extended' }
    | { at: 'cancelled-after-ready' }
  once: 'shipment' | 'term'
}

export const messageKinds = [
  'shipment.ready',
  'shipment.reminder',
  'shipment.expired',
  'shipment.extended',
  'shipment.cancelled',
] as const
export type MessageKind = (typeof messageKinds)[number]

/** One handover at one locker: somebody deposits, somebody collects, within a time. */
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
