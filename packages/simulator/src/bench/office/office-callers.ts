import { idOf, uuidOf } from '@cubby/kit/ids'
import { AppError } from '@cubby/kit/app-error'
import { type Operation, type Scope, scopes } from '@cubby/protocol/operation'
import type { Reach } from '@cubby/protocol/operations/staff/reach'
import { insertKey } from '@cubby/server/people/new-key'
import { builtInRoleIds } from '@cubby/server/roles/built-in'
import { insertStaff } from '@cubby/server/staff/new-staff'
import type { Pool } from 'pg'
import type { Bench } from '../bench.ts'

/** The administrator; a role whose reach is one segment; a tenant's own staff; a shop's program. */
export const whoAsks = ['administrator', 'segment', 'tenant', 'key'] as const
export type Who = (typeof whoAsks)[number]

/** Somebody who asks, and what may be asked about: ids as in the database, null is everything. */
export type Asker = {
  who: Who
  headers: Readonly<Record<string, string>>
  organization: string | null
  segment: string | null
}

const PASSWORD = 'a bench does not keep secrets'

/** Everybody who asks, signed in over HTTP or with a key. The tenant and the shop are those with most things, the segment has every fifth locker. */
export async function askersOf(bench: Bench): Promise<Asker[]> {
  const { pool } = bench.place.database
  const segment = await first(pool, `select id from segment order by id`)
  const tenant = await first(pool, firmWithMost('rental', 'tenant'))
  const shop = await first(pool, firmWithMost('shipment', 'shop'))
  const role = uuidOf(bench.ground.ids.mint('rol'))
  await pool.query(
    `insert into role (id, name, permissions, created_at) values ($1::uuid, $1::uuid::text, $2, now())`,
    [role, scopes.filter(mayBeGiven)],
  )
  const signedIn = (reach: Reach, as: string) => signIn(bench, reach, as)
  const key = await insertKey(bench.ground.db, bench.ground.ids, bench.ground.now, {
    organization: shop,
    name: 'Bench',
    scopes: scopes.filter(mayBeGiven),
  })
  const everything = { organization: null, segment: null }
  return [
    {
      who: 'administrator',
      headers: await signedIn({ kind: 'network' }, builtInRoleIds.administrator),
      ...everything,
    },
    {
      who: 'segment',
      headers: await signedIn({ kind: 'segments', segments: [idOf('seg', segment)] }, role),
      ...everything,
      segment,
    },
    {
      who: 'tenant',
      headers: await signedIn({ kind: 'organization', organization: idOf('org', tenant) }, role),
      ...everything,
      organization: tenant,
    },
    {
      who: 'key',
      headers: { authorization: `Bearer ${key.text}` },
      ...everything,
      organization: shop,
    },
  ]
}

/** Whether the operation is for this one at all. */
export function mayAsk(who: Who, operation: Operation): boolean {
  if (who === 'administrator') return true
  if (who === 'segment') return operation.narrow === 'locker' || operation.staffOnly === true
  return operation.networkOnly !== true && (who === 'tenant' || operation.staffOnly !== true)
}

const mayBeGiven = (scope: Scope) => scope !== 'roles:write' && scope !== 'staff:write'

const firmWithMost = (things: string, kind: string) => `
  select organization_id as id from ${things} join organization on organization.id = organization_id
  where kind = '${kind}' and suspended_at is null group by 1 order by count(*) desc, 1`

async function first(pool: Pool, statement: string): Promise<string> {
  const { rows } = await pool.query<{ id: string }>(`${statement} limit 1`)
  if (!rows[0]) throw new AppError('server/internal', `nobody was found by ${statement}`)
  return rows[0].id
}

async function signIn({ place, ground }: Bench, reach: Reach, role: string) {
  const id = uuidOf(ground.ids.mint('stf'))
  const email = `${id}@bench.example`
  await insertStaff(ground.db, ground.ids, ground.now, {
    id,
    email,
    name: 'Bench',
    role,
    reach,
    password: PASSWORD,
    mustChangePassword: false,
  })
  const origin = new URL(place.url).origin
  const answer = await fetch(`${place.url}/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ email, password: PASSWORD }),
  })
  if (!answer.ok) throw new AppError('server/internal', `signing in was answered ${answer.status}`)
  const cookie = answer.headers.getSetCookie().map((each) => each.split(';')[0] ?? '')
  return { cookie: cookie.join('; '), origin }
}
