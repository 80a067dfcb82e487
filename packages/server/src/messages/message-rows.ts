import { isoTime } from '@cubby/kit/clock'
import { idOf } from '@cubby/kit/ids'
import type { MessageReply } from '@cubby/protocol/operations/messages/message-shapes'
import type { Selectable } from 'kysely'
import type { Db } from '../db/tables.ts'
import { toldId, toldTime } from '../http/told.ts'

export const messageColumns = [
  'id',
  'organization_id',
  'shipment_id',
  'kind',
  'channel',
  'recipient',
  'locale',
  'state',
  'attempts',
  'last_error',
  'created_at',
  'next_attempt_at',
  'finished_at',
] as const
type MessageRow = Pick<Selectable<Db['message']>, (typeof messageColumns)[number]>

/** A message as the API tells of it; `text` where this caller may read it. */
export const toldMessage = (row: MessageRow, text: string | null): MessageReply => ({
  id: idOf('msg', row.id),
  organization: idOf('org', row.organization_id),
  shipment: toldId('shp', row.shipment_id),
  kind: row.kind,
  channel: row.channel,
  recipient: row.channel === 'webhook' ? idOf('whk', row.recipient) : row.recipient,
  locale: row.locale,
  state: row.state,
  attempts: row.attempts,
  lastError: row.last_error,
  text,
  createdAt: isoTime(row.created_at),
  nextAttemptAt: row.state === 'queued' ? isoTime(row.next_attempt_at) : null,
  finishedAt: toldTime(row.finished_at),
})
