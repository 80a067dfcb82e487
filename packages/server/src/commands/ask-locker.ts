import { type CellSpec, cellsOf } from '@cubby/domain/cells/layout'
import type { Command } from '@cubby/domain/rights/directory'
import { later, seconds } from '@cubby/kit/clock'
import type { ApiKeyId, CellId, LockerId, StaffId } from '@cubby/kit/ids'
import { feedKey } from '@cubby/protocol/link/messages'
import type { AppContext } from '../context.ts'
import type { FeedChange } from '../feed/feed-types.ts'
import { found } from '../http/told.ts'
import { noDifference } from '../store/difference.ts'
import type { AskedCommand } from '../store/slice.ts'
import type { StoreTransaction } from '../store/store.ts'
import { keep, type Work } from '../store/work.ts'

export type Ask = {
  locker: LockerId
  action: Command['action']
  reason: string
  expiresInSeconds: number
  askedBy: ApiKeyId | StaffId
}

/** The cell of that locker, as it was built; one that only waits to be emptied, too. */
export async function cellOf(
  tx: StoreTransaction,
  locker: LockerId,
  cell: CellId,
): Promise<CellSpec> {
  const { layout, leaving } = found(await tx.machineOf(locker), 'locker')
  return found(
    [...cellsOf(layout), ...leaving].find(({ id }) => id === cell),
    'cell',
  )
}

/**
 * Asks a locker for something: a row that its answer will change, and a feed item that says until when, and up
 * to which entry we knew the locker. If the cell has changed since, the locker refuses.
 */
export async function askLocker(
  work: Work,
  ctx: Pick<AppContext, 'ids'>,
  { locker, action, reason, expiresInSeconds, askedBy }: Ask,
): Promise<AskedCommand> {
  const { now } = work
  const command: AskedCommand = {
    id: ctx.ids.mint('cmd'),
    locker,
    action,
    reason,
    askedBy,
    asOfSeq: await work.tx.appliedThrough(locker),
    notBefore: now,
    expiresAt: later(now, seconds(expiresInSeconds)),
    createdAt: now,
    status: 'waiting',
    outcome: null,
    answeredAt: null,
  }
  await keep(work, { ...noDifference(), newCommands: [command], feed: [commandItem(command)] })
  return command
}

/** A command as its locker reads it. */
function commandItem(asked: AskedCommand): FeedChange {
  const { id: command, locker, action, reason, asOfSeq, notBefore, expiresAt } = asked
  const body: Command = { command, action, notBefore, expiresAt, reason }
  return {
    stream: `locker:${locker}`,
    key: feedKey('command', command),
    body,
    ...(asOfSeq === null ? {} : { asOfSeq }),
    expiresAt,
  }
}
