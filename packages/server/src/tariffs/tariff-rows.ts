import { type TariffTerms, tariffProblems } from '@cubby/domain/tariffs/tariff'
import { AppError } from '@cubby/kit/app-error'
import { type Instant, isoTime, later, minutes } from '@cubby/kit/clock'
import { idOf, uuidOf } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import type { TariffInFull, TariffReply } from '@cubby/protocol/operations/tariffs/tariff-shapes'
import type { Kysely, Selectable } from 'kysely'
import type { Db } from '../db/tables.ts'
import type { Caller } from '../http/caller.ts'
import { found, readTime, toldId, toldTime, wrongField, wrongFields } from '../http/told.ts'

const columns = [
  'tariff.id',
  'tariff.organization_id',
  'tariff.name',
  'tariff.version',
  'tariff.created_at',
  'tariff.retired_at',
] as const
type VersionRow = Selectable<Db['tariff_version']>
type TariffRow = Selectable<Db['tariff']> & Pick<VersionRow, 'terms' | 'valid_from' | 'valid_until'>

/** Tariffs with their latest version. */
export const tariffs = (db: Kysely<Db>) =>
  db
    .selectFrom('tariff')
    .innerJoin('tariff_version as latest', (join) =>
      join
        .onRef('latest.tariff_id', '=', 'tariff.id')
        .onRef('latest.version', '=', 'tariff.version'),
    )
    .select(columns)
    .select(['latest.terms', 'latest.valid_from', 'latest.valid_until'])

/** A tariff as lists tell of it. */
export const toldTariff = (row: TariffRow): TariffReply => ({
  id: idOf('trf', row.id),
  organization: toldId('org', row.organization_id),
  name: row.name,
  version: row.version,
  validFrom: isoTime(row.valid_from),
  validUntil: toldTime(row.valid_until),
  currency: row.terms.currency,
  createdAt: isoTime(row.created_at),
  retiredAt: toldTime(row.retired_at),
})

/** Whose a new tariff or offer is: the network operator may leave it out, for the network's own. */
export function ownerFor(caller: Caller, named: string | undefined): string | null {
  const own = caller.organization
  const wished = named === undefined ? own : uuidOf(named)
  if (own !== null && wished !== own)
    throw new AppError('auth/forbidden', `this key acts for ${idOf('org', own)} only`)
  return wished
}

/** Everybody may see the network's own; an organization besides that only its own. */
export const maySeePrices = (caller: Caller, owner: string | null) =>
  caller.organization === null || owner === null || owner === caller.organization

/** Only its owner changes it. */
export function mustOwnPrices(caller: Caller, owner: string | null): void {
  if (caller.organization !== null && owner !== caller.organization)
    throw new AppError('auth/forbidden', 'only the network operator may change this')
}

/** A tariff that this caller may see; `forUpdate` locks it. */
export async function tariffSeen(
  db: Kysely<Db>,
  caller: Caller,
  tariff: string,
  options: { forUpdate?: boolean } = {},
): Promise<TariffRow> {
  return found(await tariffIfSeen(db, caller, tariff, options), 'tariff')
}

/** The same; null when there is none that this caller may see. */
export async function tariffIfSeen(
  db: Kysely<Db>,
  caller: Caller,
  tariff: string,
  options: { forUpdate?: boolean } = {},
): Promise<TariffRow | null> {
  const row = await tariffs(db)
    .where('tariff.id', '=', uuidOf(tariff))
    .$if(options.forUpdate === true, (q) => q.forUpdate('tariff'))
    .executeTakeFirst()
  return row && maySeePrices(caller, row.organization_id) ? row : null
}

/** The tariff with the terms of one version (left out: the latest) and the list of all. */
export async function tariffInFull(
  db: Kysely<Db>,
  row: TariffRow,
  version = row.version,
): Promise<TariffInFull> {
  const versions = await db
    .selectFrom('tariff_version')
    .select(['version', 'valid_from', 'valid_until', 'created_at'])
    .where('tariff_id', '=', row.id)
    .orderBy('version', 'desc')
    .limit(limits.tariffVersionsMax)
    .execute()
  const one = version === row.version ? row : await versionOf(db, row.id, version)
  return {
    ...toldTariff(row),
    version,
    validFrom: isoTime(one.valid_from),
    validUntil: toldTime(one.valid_until),
    currency: one.terms.currency,
    terms: one.terms,
    versions: versions.map((each) => ({
      version: each.version,
      validFrom: isoTime(each.valid_from),
      validUntil: toldTime(each.valid_until),
      createdAt: isoTime(each.created_at),
    })),
  }
}

async function versionOf(db: Kysely<Db>, tariff: string, version: number) {
  const row = await db
    .selectFrom('tariff_version')
    .select(['terms', 'valid_from', 'valid_until'])
    .where('tariff_id', '=', tariff)
    .where('version', '=', version)
    .executeTakeFirst()
  return found(row, 'version of this tariff')
}

type Validity = { validFrom?: string | undefined; validUntil?: string | null | undefined }

/** From when until when a new version holds. What has passed is never priced anew. */
export function checkedValidity(
  { validFrom, validUntil }: Validity,
  now: Instant,
  mayBePast: boolean,
): { from: Instant; until: Instant | null } {
  const from = validFrom === undefined ? now : readTime(validFrom)
  // A form that was open for a while names the minute in which it was opened.
  if (!mayBePast && later(from, minutes(15)) < now)
    throw wrongField('/validFrom', 'out-of-range', 'must not lie in the past')
  const until = validUntil === undefined || validUntil === null ? null : readTime(validUntil)
  if (until !== null && until <= from)
    throw wrongField('/validUntil', 'out-of-range', 'must lie after the beginning')
  return { from, until }
}

/** Refuses terms that contradict themselves, at their fields. */
export function checkTerms(terms: TariffTerms): void {
  const problems = tariffProblems(terms)
  if (problems.length > 0)
    throw wrongFields(problems.map((one) => ({ ...one, pointer: `/terms${one.pointer}` })))
}
