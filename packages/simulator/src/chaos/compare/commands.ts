import type { CommandId } from '@cubby/kit/ids'
import { type Finding, lost, mismatch } from './finding.ts'

const ended = ['refused', 'expired', 'done', 'unknown']

/** Invariant 12: every command that staff were promised is there, and has come to an end. */
export function compareCommands(
  asked: readonly CommandId[],
  rows: readonly { id: CommandId; status: string }[],
): Finding[] {
  const statuses = new Map(rows.map(({ id, status }) => [id, status]))
  return asked.flatMap((id) => {
    const status = statuses.get(id)
    if (status === undefined) return [lost(`${id} was answered, and there is no command`)]
    return ended.includes(status) ? [] : [mismatch(`${id} is still ${status}`)]
  })
}
