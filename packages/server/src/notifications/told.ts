import { type MessageKind, messageKinds } from '@cubby/domain/processes/process'
import type { ShipmentStatus } from '@cubby/domain/shipments/status'
import type { Template } from '@cubby/i18n/messages/template'
import type { Instant } from '@cubby/kit/clock'
import type { Address } from '../db/tables/network-tables.ts'
import type { Sendable } from './outbox.ts'

/** A message with what its text is made from. */
export type Told = Sendable & { locale: string; shipment: ToldAbout | null }

/** The shipment as it is now. */
export type ToldAbout = {
  id: string
  status: ShipmentStatus
  dueAt: Instant | null
  shop: string
  location: string
  address: Address
  timeZone: string
  parcels: number
  doors: number
  /** The right to collect it, with its code as it lies in the database. */
  right: { id: string; codeSealed: string } | null
  /** What the organization says instead of us; null where it says nothing. */
  template: Template
  /** As whom it comes; null: as from the network. */
  sender: { emailName: string | null; smsName: string | null }
}

/** True for what people are told; the rest is for machines. */
export const isForPeople = (kind: string): kind is MessageKind =>
  (messageKinds as readonly string[]).includes(kind)
