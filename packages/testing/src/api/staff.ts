import { randomUUID } from 'node:crypto'
import type { BuiltInRole } from '@cubby/protocol/operations/roles/role-shapes'
import type { Reach } from '@cubby/protocol/operations/staff/reach'
import { uuidOf } from '@cubby/kit/ids'
import { builtInRoleIds } from '@cubby/server/roles/built-in'
import { insertStaff } from '@cubby/server/staff/new-staff'
import { type Answer, answerOf, ownOrigin, type SignedIn, type TestApi } from './test-api.ts'

type Api = Pick<TestApi, 'app' | 'ctx' | 'clock'>

export const staffPassword = 'a good long password'

type Colleague = {
  /** A built-in role, or the id of one. */
  role?: BuiltInRole | `rol_${string}`
  reach?: Reach
  mustChangePassword?: boolean
}

const everywhere: Reach = { kind: 'network' }

/** An account of a person of the staff, and how it signs in. */
export async function aColleague(
  api: Api,
  { role = 'administrator', reach = everywhere, mustChangePassword = false }: Colleague = {},
) {
  const id = uuidOf(api.ctx.ids.mint('stf'))
  const email = `${randomUUID().slice(0, 8)}@example.org`
  await insertStaff(api.ctx.db, api.ctx.ids, api.clock.now(), {
    id,
    email,
    name: 'Kim Field',
    role: role.startsWith('rol_') ? uuidOf(role) : builtInRoleIds[role as BuiltInRole],
    reach,
    password: staffPassword,
    mustChangePassword,
  })
  return { id, email, password: staffPassword }
}

type Sent = { cookie?: string; origin?: string | null; method?: 'GET' | 'POST'; address?: string }

/** Asks the sign-in, as a page of the back office does. */
export async function askAuth(
  api: Api,
  path: string,
  body: object | null,
  { cookie, origin = ownOrigin, method = 'POST', address }: Sent = {},
): Promise<Answer<Record<string, unknown>> & { cookie: string }> {
  const reply = await api.app.inject({
    method,
    url: `/auth/${path}`,
    ...(address === undefined ? {} : { remoteAddress: address }),
    headers: {
      ...(cookie === undefined ? {} : { cookie }),
      ...(origin === null ? {} : { origin }),
    },
    ...(body === null ? {} : { payload: body }),
  })
  const kept = new Map(
    (cookie ?? '')
      .split('; ')
      .filter((each) => each !== '')
      .map((each) => [each.slice(0, each.indexOf('=')), each] as const),
  )
  for (const { name, value } of reply.cookies)
    if (value === '') kept.delete(name)
    else kept.set(name, `${name}=${encodeURIComponent(value)}`)
  const answer = answerOf(reply) as Answer<Record<string, unknown>>
  return { ...answer, cookie: [...kept.values()].join('; ') }
}

/** A person who has signed in with a password. */
export async function signedIn(
  api: Api,
  options: Colleague = {},
): Promise<SignedIn & { id: string; email: string }> {
  const { id, email, password } = await aColleague(api, options)
  const { status, cookie } = await askAuth(api, 'sign-in/email', { email, password })
  if (status !== 200) throw new Error(`signing in was answered with ${status}`)
  return { id, email, cookie, origin: ownOrigin }
}

/** What `ask` sends for this person. */
export const asPage = ({ cookie, origin }: SignedIn): SignedIn => ({ cookie, origin })
