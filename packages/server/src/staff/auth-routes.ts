import { AppError } from '@cubby/kit/app-error'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ServerContext } from '../context.ts'
import { signInsNoted } from '../activity/sign-ins-noted.ts'
import { mustBeOurPage, originOf } from '../http/origin.ts'
import { wrongField } from '../http/told.ts'
import { refusalOf, withoutToken } from './auth-answers.ts'
import { authPaths } from './auth-paths.ts'
import { countAttempt, forgiveAttempts } from './attempts.ts'
import { ADDRESS_HEADER, type SignInHere } from './sign-in.ts'
import type { StaffMember } from './staff-member.ts'

type Needs = Pick<ServerContext, 'clock' | 'db' | 'ids'>
type Noted = ReturnType<typeof signInsNoted>
type AuthPath = (typeof authPaths)[number]

/** Sign-in of staff under `/auth`: the paths of `auth-paths.ts`, for our own pages only. */
export function addAuthRoutes(app: FastifyInstance, ctx: Needs, { signIn, publicUrl }: SignInHere) {
  const noted = signInsNoted(ctx)
  for (const asked of authPaths)
    app.route({
      method: asked.method,
      url: asked.path,
      onRequest: async (request) => mustBeOurPage(request, publicUrl),
      handler: (request, reply) => answer(ctx, { signIn, publicUrl, noted }, asked, request, reply),
    })
}

async function answer(
  ctx: Needs,
  { signIn, publicUrl, noted }: SignInHere & { noted: Noted },
  { path, guards, before }: AuthPath,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const origin = originOf(request, publicUrl)
  const sent = asFetch(request, origin)
  // Also ends a session that has lain idle, which the library would still take.
  const member = await signIn.memberOf(origin, sent.headers)
  if (member?.mustChangePassword && !before) throw mustChange()
  const body = fieldsOf(request.body)
  if (path === '/auth/change-password') mustBeAnother(body)
  const account = accountOf(member, body)
  const attempt = { account, address: request.ip }
  const asked = { path, request, member, account }
  const refused = async (error: AppError) => {
    await noted.wentWrong(asked, error.code)
    throw error
  }
  if (guards) await countAttempt(ctx.db, attempt, ctx.clock.now()).catch(refused)
  const response = await signIn.handle(origin, sent)
  const told: unknown = await response.json().catch(() => null)
  if (!response.ok) return refused(refusalOf(response.status, told))
  await noted.wentWell(asked, told)
  if (guards) await forgiveAttempts(ctx.db, attempt)
  if (path === '/auth/change-password' && member) await noteChange(ctx, member)
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) reply.header('set-cookie', cookies)
  return reply.send(withoutToken(told))
}

/** What staff who still have their first password are told, whatever they ask. */
export const mustChange = () =>
  new AppError('auth/password-must-change', 'choose a password of your own first')

const fieldsOf = (body: unknown): Record<string, unknown> =>
  body !== null && typeof body === 'object' ? (body as Record<string, unknown>) : {}

/** Whose password is being tried: of whoever is signed in, else of whom the body names. */
function accountOf(member: StaffMember | null, { email }: Record<string, unknown>): string {
  if (member) return member.email
  return typeof email === 'string' ? email.trim().toLowerCase().slice(0, 254) : ''
}

function mustBeAnother({ currentPassword, newPassword }: Record<string, unknown>) {
  if (typeof newPassword === 'string' && newPassword === currentPassword)
    throw wrongField('/newPassword', 'not-allowed', 'must be another one than before')
}

async function noteChange({ db }: Needs, member: StaffMember) {
  await db
    .updateTable('staff')
    .set({ must_change_password: false })
    .where('id', '=', member.id)
    .execute()
}

/** The request as the library wants it: under the address that browsers know, with the body as it was read. */
function asFetch(request: FastifyRequest, origin: string): Request {
  const headers = headersOf(request)
  headers.set(ADDRESS_HEADER, request.ip)
  headers.delete('content-length')
  headers.delete('transfer-encoding')
  const { method, url, body } = request
  if (method === 'GET') return new Request(`${origin}${url}`, { method, headers })
  // It was looked at before.
  headers.set('origin', origin)
  headers.set('content-type', 'application/json')
  return new Request(`${origin}${url}`, { method, headers, body: JSON.stringify(body ?? {}) })
}

/** The headers of a request as `fetch` knows them. */
export function headersOf({ headers: raw }: Pick<FastifyRequest, 'headers'>): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(raw))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  return headers
}
