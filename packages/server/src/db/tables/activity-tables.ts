import type { ColumnType, Generated } from 'kysely'
import type { MaybeJson, MaybeTimestamp, Timestamp } from './column.ts'

/** Somebody with a key, somebody who signed in, or the server by itself. */
export type ActivityDoerKind = 'staff' | 'key' | 'system'
export type RetentionKind = 'activity' | 'messages' | 'shipments' | 'customers'
type Details = Record<string, unknown>

export type ActivityTables = {
  activity: {
    id: string
    at: Timestamp
    operation: string
    what: 'create' | 'change' | 'delete' | 'do' | 'read' | 'sign-in'
    doer_kind: ActivityDoerKind
    doer_id: string | null
    doer_organization: string | null
    address: string | null
    agent: string | null
    thing: string | null
    about_organization: string | null
    before: MaybeJson<Details>
    after: MaybeJson<Details>
    reason: string | null
    mentions: string[] | null
    salt: string | null
    detail_hash: string
    seq: number | null
    prev_hash: string | null
    hash: string | null
    erased_by: string | null
  }
  activity_head: {
    is_only: Generated<boolean>
    seq: number
    hash: string
    cut_seq: number
    cut_hash: string
    seal: string | null
  }
  customer: {
    id: string
    name: string | null
    phone: string | null
    email: string | null
    locale: string
    wants_messages: boolean
    wants_locker_delivery: boolean
    notes: string | null
    created_at: Timestamp
    changed_at: Timestamp
    active_at: Timestamp
    erased_at: MaybeTimestamp
    search: ColumnType<string, never, never>
  }
  retention: { kind: RetentionKind; days: number; changed_at: MaybeTimestamp }
}
