import { idOf } from '@cubby/kit/ids'
import type { ActivityId } from '@cubby/kit/ids'
import type { Kysely, Selectable } from 'kysely'
import type { ServerContext } from '../context.ts'
import type { Db } from '../db/tables.ts'
import { type ActivityHead, chainedColumns, headSeal, rowHash } from './chain.ts'
import { detailHashOf } from './details.ts'
import { erasingOperations } from './erase-details.ts'
import { headOf } from './seal-activity.ts'

/** What is wrong with the activity; `row` is null where a row is not there. */
export type Finding = {
  kind: 'changed' | 'missing' | 're-ordered' | 'erased-unrecorded' | 'wrong-head'
  seq: number | null
  row: ActivityId | null
  detail: string
}
export type Verdict = {
  /** Rows that hold. */
  holds: number
  /** Rows that have no place yet. */
  unsealed: number
  /** Of those that hold: their details were erased, and a row tells of it. */
  erased: number
  head: ActivityHead
  findings: Finding[]
}

const ROWS_AT_ONCE = 2_000
/** A log that is wrong everywhere is not told to the end. */
const FINDINGS_MAX = 100

const columns = [
  ...chainedColumns,
  ...(['before', 'after', 'reason', 'salt', 'seq', 'prev_hash', 'hash', 'erased_by'] as const),
]
type Row = Pick<Selectable<Db['activity']>, (typeof columns)[number]>

/** A row as it was written down elsewhere. */
export type KnownRow = { seq: number; hash: string }

/**
 * Walks the chain from its beginning and holds every row against it, as it was at one moment. Finds rows that were changed, that are
 * missing, that stand in another place, and details that are gone though no row tells of their erasure. `known`: a row that must
 * still be there, so that not even a whole older database goes unnoticed.
 */
export async function verifyActivity(
  { db, keys }: Pick<ServerContext, 'db' | 'keys'>,
  known: KnownRow | null = null,
): Promise<Verdict> {
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      const head = await headOf(trx)
      const walk = new Walk(head, erasuresOf(trx), known)
      walk.checkHead(keys)
      for (let after = head.cut_seq; ;) {
        const rows = await trx
          .selectFrom('activity')
          .select(columns)
          .where('seq', '>', after)
          .orderBy('seq')
          .limit(ROWS_AT_ONCE)
          .execute()
        for (const row of rows) await walk.next(row)
        if (rows.length < ROWS_AT_ONCE) break
        after = rows.at(-1)?.seq ?? after
      }
      walk.end()
      const unsealed = await trx
        .selectFrom('activity')
        .select(columns)
        .where('seq', 'is', null)
        .execute()
      for (const row of unsealed) await walk.unsealed(row)
      return { ...walk.verdict, unsealed: unsealed.length }
    })
}

class Walk {
  readonly verdict: Omit<Verdict, 'unsealed'>
  readonly #erasures: ReturnType<typeof erasuresOf>
  readonly #known: KnownRow | null
  #seq: number
  #hash: string
  #last: ActivityId | null = null

  constructor(head: ActivityHead, erasures: ReturnType<typeof erasuresOf>, known: KnownRow | null) {
    this.#known = known
    this.verdict = { holds: 0, erased: 0, head, findings: [] }
    this.#erasures = erasures
    this.#seq = head.cut_seq
    this.#hash = head.cut_hash
  }

  checkHead(keys: ServerContext['keys']) {
    const { head } = this.verdict
    const isNew = head.seal === null && head.seq === 0
    if (!isNew && head.seal !== headSeal(keys, head))
      this.#find('wrong-head', null, null, 'the end of the chain was not sealed by this network')
  }

  async next(row: Row) {
    const seq = row.seq ?? 0
    const id = idOf('act', row.id)
    if (seq !== this.#seq + 1) {
      const what =
        seq === this.#seq + 2 ? `row ${seq - 1} is` : `rows ${this.#seq + 1} to ${seq - 1} are`
      this.#find('missing', this.#seq + 1, null, `${what} missing before ${id}`)
      this.#hash = row.prev_hash ?? ''
    }
    const isOwn = row.hash === rowHash(row, seq, row.prev_hash ?? '')
    const follows = row.prev_hash === this.#hash
    if (!isOwn && !follows) this.#find('re-ordered', seq, id, 'stands in the place of another row')
    else if (!isOwn) this.#find('changed', seq, id, 'is not what was sealed')
    else if (!follows)
      this.#find('changed', seq - 1, this.#last, `is not what ${id} was written after`)
    else if (await this.#detailsHold(row, id)) this.verdict.holds++
    if (seq === this.#known?.seq && row.hash !== this.#known.hash)
      this.#find('changed', seq, id, 'is not the row that was written down elsewhere')
    this.#seq = seq
    this.#hash = row.hash ?? ''
    this.#last = id
  }

  async unsealed(row: Row) {
    await this.#detailsHold(row, idOf('act', row.id))
  }

  end() {
    const { head } = this.verdict
    if (this.#seq < head.seq)
      this.#find('missing', head.seq, null, `the chain ends at ${this.#seq} instead of ${head.seq}`)
    else if (this.#hash !== head.hash || this.#seq !== head.seq)
      this.#find('wrong-head', this.#seq, this.#last, 'the chain does not end with this row')
    if (this.#known && this.#known.seq > this.#seq)
      this.#find(
        'missing',
        this.#known.seq,
        null,
        'the row that was written down elsewhere is gone',
      )
  }

  async #detailsHold(row: Row, id: ActivityId): Promise<boolean> {
    const { before, after, reason, salt, erased_by: erasedBy, seq } = row
    if (salt !== null) {
      if (detailHashOf({ before, after, reason }, salt) === row.detail_hash) return true
      this.#find('changed', seq, id, 'its details are not what was written')
      return false
    }
    const isEmpty = before === null && after === null && reason === null
    if (isEmpty && erasedBy !== null && (await this.#erasures(erasedBy)).has(id)) {
      this.verdict.erased++
      return true
    }
    this.#find('erased-unrecorded', seq, id, 'its details are gone and no row tells of an erasure')
    return false
  }

  #find(kind: Finding['kind'], seq: number | null, row: ActivityId | null, detail: string) {
    if (this.verdict.findings.length < FINDINGS_MAX)
      this.verdict.findings.push({ kind, seq, row, detail })
  }
}

/** What the row of an erasure names; read once each. */
function erasuresOf(db: Kysely<Db>) {
  const known = new Map<string, Promise<Set<string>>>()
  const read = async (id: string) => {
    const row = await db
      .selectFrom('activity')
      .select(['after', 'salt'])
      .where('id', '=', id)
      .where('operation', 'in', erasingOperations)
      .executeTakeFirst()
    const named = row?.after?.erasedRows
    return new Set(Array.isArray(named) ? named.map(String) : [])
  }
  return (id: string) => {
    const before = known.get(id)
    if (before) return before
    const reading = read(id)
    known.set(id, reading)
    return reading
  }
}
