import type { MessageKind } from '@cubby/domain/processes/process'
import type { Generated } from 'kysely'
import type { Json, MaybeTimestamp, Timestamp } from './column.ts'

export type Channel = 'email' | 'sms' | 'webhook'
/** `inbox`: nothing is configured for the channel, so it lies where a developer can read it. */
export type MessageState = 'queued' | 'sent' | 'inbox' | 'dead' | 'dropped'

export type NotificationTables = {
  webhook_endpoint: {
    id: string
    organization_id: string
    url: string
    secret_sealed: string
    events: string[]
    created_at: Timestamp
    disabled_at: MaybeTimestamp
    disabled_reason: string | null
    previous_secret_until: MaybeTimestamp
  }
  webhook_attempt: {
    id: Generated<string>
    message_id: string
    at: Timestamp
    status: number | null
    ms: number
    error: string | null
  }
  message_template: {
    organization_id: string
    kind: MessageKind
    language: string
    subject: string | null
    body: string | null
    sms: string | null
    changed_at: Timestamp
  }
  message: {
    id: string
    organization_id: string
    shipment_id: string | null
    kind: string
    channel: Channel
    recipient: string
    locale: string
    data: Json<Record<string, unknown>>
    dedupe_key: string
    state: MessageState
    attempts: Generated<number>
    last_error: string | null
    created_at: Timestamp
    next_attempt_at: Timestamp
    finished_at: MaybeTimestamp
  }
}
