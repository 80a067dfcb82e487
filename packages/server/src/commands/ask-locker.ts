import { type CellSpec, cellsOf } from '@cubby/domain/cells/layout'
import type { Command } from '@cubby/domain/rights/directory'
import { later, seconds } from '@cubby/kit/clock'
import { type CellId, type LockerId, uuidOf } from '@cubby/kit/ids'
import { feedKey } from '@cubby/protocol/link/messages'
import type { CommandReply } from '@cubby/protocol/operations/commands/command-shapes'
import type { Transaction } from 'kysely'
import type { ServerContext } from '../context.ts'
import type { Db } from '../db/tables.ts'
import { timestamp } from '../db/tables/column.ts'
import type { Caller } from '../http/caller.ts'
import type { Work } from '../http/route.ts'
import { found } from '../http/told.ts'
import { commandColumns, toldCommand } from './command-rows.ts'

type Ask = {
  locker: LockerId
  action: Command['action']
  reason: string
  expiresInSeconds: number
}

/** The cell of that locker, as it was built. */
export async function cellOf(
  trx: Transaction<Db>,
  locker: LockerId,
  cell: CellId,
): Promise<CellSpec> {
  const row = await trx
    .selectFrom('locker')
    .select('layout')
    .where('id', '=', uuidOf(locker))
    .executeTakeFirst()
  const spec = cellsOf(found(row, 'locker').layout).find(({ id }) => id === cell)
  return found(spec, 'cell')
}

/**
 * Asks a locker for something: a row that its answer will change, and a feed item that says until when, and up
 * to which entry we knew the locker. If the cell has changed since, the locker refuses.
 */
export async function askLocker(
  work: Work & { caller: Caller },
  ctx: Pick<ServerContext, 'ids'>,
  ask: Ask,
): Promise<CommandReply> {
  const { trx, now, feed, caller } = work
  const command = ctx.ids.mint('cmd')
  const expiresAt = later(now, seconds(ask.expiresInSeconds))
  const asOfSeq = await appliedThrough(trx, ask.locker)
  const row = await trx
    .insertInto('command')
    .values({
      id: uuidOf(command),
      locker_id: uuidOf(ask.locker),
      cell_id: uuidOf(ask.action.cell),
      action: JSON.stringify(ask.action),
      reason: ask.reason,
      asked_by: caller.key,
      as_of_seq: asOfSeq,
      not_before: timestamp(now),
      expires_at: timestamp(expiresAt),
      created_at: timestamp(now),
      status: 'waiting',
    })
    .returning(commandColumns)
    .executeTakeFirstOrThrow()
  const body: Command = {
    command,
    action: ask.action,
    notBefore: now,
    expiresAt,
    reason: ask.reason,
  }
  feed.push({
    stream: `locker:${ask.locker}`,
    key: feedKey('command', command),
    body,
    ...(asOfSeq === null ? {} : { asOfSeq }),
    expiresAt,
  })
  return toldCommand(row)
}

/** How far the locker's present journal was applied when we ask; null: it has never told us anything. */
async function appliedThrough(trx: Transaction<Db>, locker: LockerId): Promise<number | null> {
  const row = await trx
    .selectFrom('journal')
    .select('applied_through')
    .where('locker_id', '=', uuidOf(locker))
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.applied_through ?? null
}
