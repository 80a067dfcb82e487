import { canonicalJson } from '@cubby/kit/canonical-json'
import { isoTime } from '@cubby/kit/clock'
import { hmac, sha256 } from '@cubby/keys/digest'
import type { Selectable } from 'kysely'
import type { ServerKeys } from '../keys/server-keys.ts'
import type { Db } from '../db/tables.ts'

/** What the hash of a row is made of, besides its place and the row before. */
export const chainedColumns = [
  'id',
  'at',
  'operation',
  'what',
  'doer_kind',
  'doer_id',
  'doer_organization',
  'address',
  'agent',
  'thing',
  'about_organization',
  'detail_hash',
] as const
export type ChainedRow = Pick<Selectable<Db['activity']>, (typeof chainedColumns)[number]>
export type ActivityHead = Pick<
  Selectable<Db['activity_head']>,
  'seq' | 'hash' | 'cut_seq' | 'cut_hash' | 'seal'
>

/** The hash of a row at its place in the chain. */
export function rowHash(row: ChainedRow, seq: number, before: string): string {
  const named = Object.fromEntries(chainedColumns.map((column) => [column, row[column]]))
  return sha256(canonicalJson({ ...named, at: isoTime(row.at), seq, before }))
}

/** Seals where the chain ends and begins, with a key outside the database: who has only that cannot write another chain. */
export const headSeal = (
  { activityKey }: Pick<ServerKeys, 'activityKey'>,
  { seq, hash, cut_seq: cutSeq, cut_hash: cutHash }: Omit<ActivityHead, 'seal'>,
): string => hmac(activityKey, canonicalJson({ seq, hash, cutSeq, cutHash }))
