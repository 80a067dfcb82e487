import { isAble, type OrganizationKind } from '@cubby/domain/organizations/capabilities'
import { isoTime } from '@cubby/kit/clock'
import { idOf, uuidOf } from '@cubby/kit/ids'
import type { OfferKind, OfferReply } from '@cubby/protocol/operations/offers/offer-shapes'
import type { Kysely, Selectable } from 'kysely'
import type { Db } from '../db/tables.ts'
import type { Caller } from '../http/caller.ts'
import { found, toldId, wrongField, wrongFields } from '../http/told.ts'
import { maySeePrices, tariffIfSeen } from '../tariffs/tariff-rows.ts'

export const offerColumns = [
  'id',
  'organization_id',
  'kind',
  'names',
  'tariff_id',
  'purposes',
  'segments',
  'is_on',
  'created_at',
] as const
type OfferRow = Pick<Selectable<Db['offer']>, (typeof offerColumns)[number]>

/** An offer as the API tells of it. */
export const toldOffer = (row: OfferRow): OfferReply => ({
  id: idOf('ofr', row.id),
  organization: toldId('org', row.organization_id),
  kind: row.kind,
  names: row.names,
  tariff: toldId('trf', row.tariff_id),
  purposes: row.purposes,
  segments: row.segments.map((segment) => idOf('seg', segment)),
  isOn: row.is_on,
  createdAt: isoTime(row.created_at),
})

/** An offer that this caller may see; `forUpdate` locks it. */
export async function offerSeen(
  db: Kysely<Db>,
  caller: Caller,
  offer: string,
  options: { forUpdate?: boolean } = {},
): Promise<OfferRow> {
  const row = await db
    .selectFrom('offer')
    .select(offerColumns)
    .where('id', '=', uuidOf(offer))
    .$if(options.forUpdate === true, (q) => q.forUpdate())
    .executeTakeFirst()
  return found(row && maySeePrices(caller, row.organization_id) ? row : null, 'offer')
}

/** What is done at a locker under these offers is somebody's trade: goods sold, things lent, work taken in. */
const sold: readonly OfferKind[] = ['buy', 'rent', 'hand-in']

/** Refuses what only those may offer who sell something. */
export function mustSell(kind: OfferKind, owner: OrganizationKind | null): void {
  if (owner !== null && sold.includes(kind) && !isAble(owner, 'sell'))
    throw wrongField('/kind', 'not-allowed', 'an organization of this kind sells nothing')
}

type Named = {
  names: readonly { language: string }[]
  tariff: string | null
  segments: readonly string[]
  isOn: boolean
}

/** Refuses an offer that names what is not there, or a tariff that is retired or somebody else's. */
export async function checkOffer(
  db: Kysely<Db>,
  caller: Caller,
  owner: string | null,
  { names, tariff, segments, isOn }: Named,
): Promise<void> {
  const languages = names.map(({ language }) => language)
  const twice = languages.findIndex((language, at) => languages.indexOf(language) < at)
  if (twice >= 0)
    throw wrongField(`/names/${twice}/language`, 'duplicate', 'this language stands here twice')
  if (tariff !== null) {
    // Locked: or it would be retired between this look and the write.
    const row = await tariffIfSeen(db, caller, tariff, { forUpdate: true })
    if (!row || (row.organization_id !== null && row.organization_id !== owner))
      throw wrongField('/tariff', 'not-found', 'there is no such tariff')
    if (isOn && row.retired_at !== null)
      throw wrongField('/tariff', 'not-allowed', 'this tariff is retired')
  }
  await checkSegments(db, segments)
}

async function checkSegments(db: Kysely<Db>, segments: readonly string[]): Promise<void> {
  if (segments.length === 0) return
  const rows = await db
    .selectFrom('segment')
    .select('id')
    .where('id', 'in', segments.map(uuidOf))
    .execute()
  const known = new Set(rows.map(({ id }) => id))
  const wrong = segments.flatMap((segment, at) =>
    known.has(uuidOf(segment))
      ? []
      : [{ pointer: `/segments/${at}`, code: 'not-found', detail: 'there is no such segment' }],
  )
  if (wrong.length > 0) throw wrongFields(wrong)
}
