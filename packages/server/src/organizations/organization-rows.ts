import type { OrganizationRules } from '@cubby/domain/rights/directory'
import { storageTime, type StorageRules } from '@cubby/domain/processes/process'
import { isoTime } from '@cubby/kit/clock'
import { idOf, type OrganizationId } from '@cubby/kit/ids'
import { feedKey } from '@cubby/protocol/link/messages'
import type { OrganizationReply } from '@cubby/protocol/operations/organizations/organization-shapes'
import type { Kysely, Selectable } from 'kysely'
import type { Db } from '../db/tables.ts'
import type { OrganizationKind } from '../db/tables/network-tables.ts'
import type { FeedChange } from '../feed/feed-types.ts'
import { wrongFields } from '../http/told.ts'

export const organizationColumns = [
  'id',
  'name',
  'kind',
  'carriers',
  'works_in',
  'rules',
  'created_at',
] as const
export type OrganizationRow = Pick<
  Selectable<Db['organization']>,
  (typeof organizationColumns)[number]
>

/** An organization as the API tells of it. */
export const toldOrganization = (row: OrganizationRow): OrganizationReply => ({
  id: idOf('org', row.id),
  name: row.name,
  kind: row.kind,
  carriers: row.carriers.map((carrier) => idOf('org', carrier)),
  worksIn: row.works_in && row.works_in.map((segment) => idOf('seg', segment)),
  rules: { ...row.rules, reminderHoursBefore: [...row.rules.reminderHoursBefore] },
  createdAt: isoTime(row.created_at),
})

/** Whoever comes to a locker only because it rents cells there: uses no others, and carries only for whoever named it. */
export const rentsOnly = (kind: OrganizationKind) =>
  kind !== 'delivery-operator' && kind !== 'shop' && kind !== 'network-operator'

/** What the lockers that follow this organization must know of its rules. */
export function rulesChange(
  organization: OrganizationId,
  kind: OrganizationKind,
  rules: StorageRules,
): FeedChange {
  const body: OrganizationRules = {
    organization,
    acceptsUnannounced: rules.acceptsUnannounced,
    storageMs: storageTime(rules),
    rentsOnly: rentsOnly(kind),
  }
  return { stream: `org:${organization}`, key: feedKey('organization', organization), body }
}

/** Refuses carriers that do not exist or carry nothing. Ids as in the database. */
export async function checkCarriers(db: Kysely<Db>, carriers: readonly string[]): Promise<void> {
  if (carriers.length === 0) return
  const known = await db
    .selectFrom('organization')
    .select('id')
    .where('id', 'in', [...carriers])
    .where('kind', '=', 'delivery-operator')
    .execute()
  const ids = new Set(known.map(({ id }) => id))
  const wrong = carriers.flatMap((id, i) =>
    ids.has(id)
      ? []
      : [{ pointer: `/carriers/${i}`, code: 'not-found', detail: 'is no delivery operator' }],
  )
  if (wrong.length > 0) throw wrongFields(wrong)
}
