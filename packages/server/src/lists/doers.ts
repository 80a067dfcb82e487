import { idOf } from '@cubby/kit/ids'
import type { DoerReply } from '@cubby/protocol/operations/staff/staff-shapes'
import type { Kysely } from 'kysely'
import type { DoerKind } from '../db/tables/link-tables.ts'
import type { Db } from '../db/tables.ts'

/** Who did something, as rows keep it. */
export type Doer = { id: string | null; kind: DoerKind | null }

/** Names of people and keys, however many: two reads at most. */
export async function namesOf(
  db: Kysely<Db>,
  doers: readonly Doer[],
): Promise<(doer: Doer) => DoerReply | null> {
  const idsOf = (kind: DoerKind) => [
    ...new Set(doers.flatMap((doer) => (doer.kind === kind && doer.id !== null ? doer.id : []))),
  ]
  const staff = idsOf('staff')
  const keys = idsOf('key')
  const named = [
    ...(staff.length === 0
      ? []
      : await db.selectFrom('staff').select(['id', 'name']).where('id', 'in', staff).execute()),
    ...(keys.length === 0
      ? []
      : await db.selectFrom('api_key').select(['id', 'name']).where('id', 'in', keys).execute()),
  ]
  const names = new Map(named.map(({ id, name }) => [id, name]))
  return ({ id, kind }) =>
    id === null || kind === null
      ? null
      : { id: idOf(kind === 'staff' ? 'stf' : 'key', id), name: names.get(id) ?? null }
}
