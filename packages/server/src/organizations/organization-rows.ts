import {
  isAble,
  kindsAbleTo,
  type OrganizationKind,
} from '@cubby/domain/organizations/capabilities'
import type { OrganizationRules } from '@cubby/domain/rights/directory'
import { endingOf, storageTime, type StorageRules } from '@cubby/domain/processes/process'
import { AppError, type FieldError } from '@cubby/kit/app-error'
import { isoTime } from '@cubby/kit/clock'
import { idOf, type OrganizationId, uuidOf } from '@cubby/kit/ids'
import { feedKey } from '@cubby/protocol/link/messages'
import type {
  Contact,
  OrganizationInFull,
  OrganizationReply,
} from '@cubby/protocol/operations/organizations/organization-shapes'
import type { Kysely, Selectable } from 'kysely'
import type { Db } from '../db/tables.ts'
import type { FeedChange } from '../feed/feed-types.ts'
import { type Caller, maySee } from '../http/caller.ts'
import { found, toldTime, wrongFields } from '../http/told.ts'

export const organizationColumns = [
  'id',
  'name',
  'kind',
  'carriers',
  'works_in',
  'rules',
  'created_at',
  'suspended_at',
] as const
export type OrganizationRow = Pick<
  Selectable<Db['organization']>,
  (typeof organizationColumns)[number]
>

/** An organization as lists tell of it. */
export const toldOrganization = (row: OrganizationRow): OrganizationReply => ({
  id: idOf('org', row.id),
  name: row.name,
  kind: row.kind,
  status: row.suspended_at === null ? 'active' : 'suspended',
  carriers: row.carriers.map((carrier) => idOf('org', carrier)),
  worksIn: row.works_in && row.works_in.map((segment) => idOf('seg', segment)),
  rules: {
    ...row.rules,
    reminderHoursBefore: [...row.rules.reminderHoursBefore],
    atEnd: endingOf(row.rules),
  },
  createdAt: isoTime(row.created_at),
})

/** Whoever comes to a locker only because it rents cells there: and so uses no others. */
export const rentsOnly = (kind: OrganizationKind) => !isAble(kind, 'share')

const fullColumns = [
  ...organizationColumns,
  'legal_name',
  'tax_number',
  'contacts',
  'email_name',
  'sms_name',
  'customer_number',
  'contract_number',
  'reference_mask',
  'suspended_reason',
] as const

const inFull = (db: Kysely<Db>, id: string) =>
  db
    .selectFrom('organization')
    .select(fullColumns)
    .select((eb) =>
      eb
        .selectFrom('organization_logo')
        .select('changed_at')
        .whereRef('organization_logo.organization_id', '=', 'organization.id')
        .as('logo_changed_at'),
    )
    .where('id', '=', id)
type FullRow = NonNullable<Awaited<ReturnType<ReturnType<typeof inFull>['executeTakeFirst']>>>

const toldInFull = (row: FullRow): OrganizationInFull => ({
  ...toldOrganization(row),
  legalName: row.legal_name,
  taxNumber: row.tax_number,
  sender: { emailName: row.email_name, smsName: row.sms_name },
  references: {
    customerNumber: row.customer_number,
    contractNumber: row.contract_number,
    mask: row.reference_mask,
  },
  logoChangedAt: toldTime(row.logo_changed_at),
  suspendedAt: toldTime(row.suspended_at),
  suspendedReason: row.suspended_reason,
})

/** The organization with all that is known of it, but for its contacts. 404 when this caller may not see it. Id as in the database. */
export async function organizationInFull(
  db: Kysely<Db>,
  caller: Caller,
  id: string,
): Promise<OrganizationInFull> {
  const { contacts: _people, ...facts } = await organizationWithContacts(db, caller, id)
  return facts
}

/** The same with its contacts, who are people. */
export async function organizationWithContacts(
  db: Kysely<Db>,
  caller: Caller,
  id: string,
): Promise<OrganizationInFull & { contacts: Contact[] }> {
  const row = found(
    maySee(caller, id) ? await inFull(db, id).executeTakeFirst() : null,
    'organization',
  )
  return { ...toldInFull(row), contacts: row.contacts }
}

/** Locks it, so that two changes follow one another. 404 when this caller may not see it. */
export async function lockOrganization(
  db: Kysely<Db>,
  caller: Caller,
  organization: string,
): Promise<OrganizationRow> {
  const id = uuidOf(organization)
  const row = maySee(caller, id)
    ? await db
        .selectFrom('organization')
        .select(organizationColumns)
        .where('id', '=', id)
        .forNoKeyUpdate()
        .executeTakeFirst()
    : null
  return found(row, 'organization')
}

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
    carries: isAble(kind, 'carry'),
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
    .where('kind', 'in', kindsAbleTo('carry'))
    .execute()
  const ids = new Set(known.map(({ id }) => id))
  const wrong = carriers.flatMap((id, i) =>
    ids.has(id)
      ? []
      : [{ pointer: `/carriers/${i}`, code: 'not-found', detail: 'is no delivery operator' }],
  )
  if (wrong.length > 0) throw wrongFields(wrong)
}

type Checked = {
  rules: StorageRules
  /** Those that were named; what was left out was good before. */
  reminders?: readonly number[] | undefined
  contacts?: readonly { email: string | null; phone: string | null }[] | undefined
}

/** Refuses what shapes cannot say: contacts that nobody can reach, reminders after the end, more time where none is given. */
export function checkFacts({ rules, reminders = [], contacts = [] }: Checked): void {
  const { storageHours } = rules
  const wrong: FieldError[] = [
    ...contacts.flatMap(({ email, phone }, at) =>
      email === null && phone === null
        ? [
            {
              pointer: `/contacts/${at}/email`,
              code: 'missing',
              detail: 'name an e-mail or a phone',
            },
          ]
        : [],
    ),
    ...reminders.flatMap((hours, at) =>
      hours >= storageHours
        ? [
            {
              pointer: `/rules/reminderHoursBefore/${at}`,
              code: 'out-of-range',
              detail: 'would be told before storage begins',
            },
          ]
        : reminders.indexOf(hours) < at
          ? [
              {
                pointer: `/rules/reminderHoursBefore/${at}`,
                code: 'duplicate',
                detail: 'stands here twice',
              },
            ]
          : [],
    ),
    ...(endingOf(rules) === 'extend' && rules.extensionsMax === 0
      ? [{ pointer: '/rules/atEnd', code: 'not-allowed', detail: 'takes at least one extension' }]
      : []),
  ]
  if (wrong.length > 0) throw wrongFields(wrong)
}

/** Refuses announcements of whoever may not announce, and of whoever is suspended; says the form of its references. */
export async function mayAnnounce(
  db: Kysely<Db>,
  organization: string,
  carrier: string | null,
): Promise<{ mask: string | null }> {
  const rows = await db
    .selectFrom('organization')
    .select(['id', 'kind', 'suspended_at', 'reference_mask'])
    .where('id', 'in', carrier === null ? [organization] : [organization, carrier])
    .execute()
  const shop = rows.find(({ id }) => id === organization)
  if (shop && !isAble(shop.kind, 'announce'))
    throw wrongFields([
      { pointer: '/organization', code: 'not-allowed', detail: 'does not announce shipments' },
    ])
  if (shop && shop.suspended_at !== null)
    throw new AppError('auth/suspended', 'the organization is suspended')
  if (rows.some(({ id, suspended_at: at }) => id === carrier && at !== null))
    throw wrongFields([{ pointer: '/carrier', code: 'not-allowed', detail: 'is suspended' }])
  return { mask: shop?.reference_mask ?? null }
}
