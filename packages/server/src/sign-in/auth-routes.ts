import { AppError } from '@cubby/kit/app-error'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { ServerContext } from '../context.ts'
import { signInsNoted } from '../activity/sign-ins-noted.ts'
import { mustBeOurPage, originOf } from '../http/origin.ts'
import { wrongField } from '../http/told.ts'
import { refusalOf, withoutToken } from './auth-answers.ts'
import { authPaths } from './auth-paths.ts'
import { mustBeGoodPassword, notePasswordChange, presentHash } from './new-password.ts'
import { PROVIDER_ID } from './identity-provider.ts'
import { readRules } from './rules.ts'
import { countAttempt, forgiveAttempts } from './attempts.ts'
import { ADDRESS_HEADER } from './library.ts'
import type { SignInHere } from './sign-in.ts'
import type { StaffMember } from '../staff/staff-member.ts'

type Needs = Pick<ServerContext, 'clock' | 'db' | 'ids' | 'isBreached' | 'provider'>
type Noted = ReturnType<typeof signInsNoted>
type AuthPath = (typeof authPaths)[number]

/** Sign-in of staff under `/auth`: the paths of `auth-paths.ts`, for our own pages only. */
export function addAuthRoutes(app: FastifyInstance, ctx: Needs, { signIn, publicUrl }: SignInHere) {
  const noted = signInsNoted(ctx)
  const offered = authPaths.filter(({ provider }) => !provider || ctx.provider)
  for (const asked of offered)
    app.route({
      method: asked.method,
      url: asked.path,
      onRequest: async (request) => mustBeOurPage(request, publicUrl),
      handler: (request, reply) =>
        asked.provider
          ? answerByProvider({ signIn, publicUrl, noted }, asked, request, reply)
          : answer(ctx, { signIn, publicUrl, noted }, asked, request, reply),
    })
}

/** To the provider, and back. */
async function answerByProvider(
  { signIn, publicUrl, noted }: SignInHere & { noted: Noted },
  { method, path }: AuthPath,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const origin = originOf(request, publicUrl)
  const sent = method === 'GET' ? asFetch(request, origin) : asFetch(request, origin, wayOut)
  const response = await signIn.handleByProvider(origin, sent)
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) reply.header('set-cookie', cookies)
  const location = response.headers.get('location')
  if (method === 'GET' && location !== null) {
    const page = pageIn(location, origin)
    const cookie = cookies.map((each) => each.split(';', 1)[0]).join('; ')
    const member = page === '/' ? await signIn.memberOf(origin, new Headers({ cookie })) : null
    const asked = { path, request, member: null, account: '' }
    if (member) await noted.wentWell(asked, { user: { id: member.id } })
    return reply.redirect(page, 302)
  }
  const told: unknown = await response.json().catch(() => null)
  if (!response.ok) throw refusalOf(response.status, told)
  const { url } = (told ?? {}) as { url?: unknown }
  return reply.send({ url })
}

/** What is asked is ours to say: the library would also take tokens from elsewhere, and lead people anywhere. */
const wayOut = {
  provider: PROVIDER_ID,
  callbackURL: '/',
  errorCallbackURL: '/sign-in?provider=refused',
  disableRedirect: true,
}

/** The page of ours to go to; reasons that the provider or the library adds are not repeated. */
function pageIn(location: string, origin: string): string {
  const { pathname } = new URL(location, origin)
  return pathname === '/' ? '/' : wayOut.errorCallbackURL
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
  const account = accountOf(member, body)
  const attempt = { account, address: request.ip }
  const asked = { path, request, member, account }
  const refused = async (error: AppError) => {
    await noted.wentWrong(asked, error.code)
    throw error
  }
  const rules = guards ? await readRules(ctx.db, false) : null
  if (rules) await countAttempt(ctx.db, attempt, rules, ctx.clock.now()).catch(refused)
  const changes = path === '/auth/change-password' && member !== null
  if (changes && rules) await mustBeGoodPassword(ctx, member.id, passwordsIn(body), rules)
  const replaced = changes ? await presentHash(ctx.db, member.id) : null
  const response = await signIn.handle(origin, sent)
  const told: unknown = await response.json().catch(() => null)
  if (!response.ok) return refused(refusalOf(response.status, told))
  await noted.wentWell(asked, told)
  if (guards) await forgiveAttempts(ctx.db, attempt)
  if (changes) await notePasswordChange(ctx, member.id, replaced)
  const cookies = response.headers.getSetCookie()
  if (cookies.length > 0) reply.header('set-cookie', cookies)
  return reply.send(withoutToken(told))
}

/** What staff who still have their first password are told, whatever they ask. */
export const mustChange = () =>
  new AppError('auth/password-must-change', 'choose a password of your own first')

/** What staff are told whose role wants a second factor, until they have one. */
export const mustAddSecondFactor = () =>
  new AppError('auth/second-factor-required', 'your role wants a second factor; set one up first')

const fieldsOf = (body: unknown): Record<string, unknown> =>
  body !== null && typeof body === 'object' ? (body as Record<string, unknown>) : {}

/** Whose password is being tried: of whoever is signed in, else of whom the body names. */
function accountOf(member: StaffMember | null, { email }: Record<string, unknown>): string {
  if (member) return member.email
  return typeof email === 'string' ? email.trim().toLowerCase().slice(0, 254) : ''
}

function passwordsIn({ currentPassword, newPassword }: Record<string, unknown>) {
  if (typeof newPassword !== 'string') throw wrongField('/newPassword', 'missing', 'is required')
  const current = typeof currentPassword === 'string' ? currentPassword : ''
  return { current, wanted: newPassword }
}

/** The request as the library wants it: under the address that browsers know, with the body as it was read. */
function asFetch(request: FastifyRequest, origin: string, fields: unknown = request.body): Request {
  const headers = headersOf(request)
  headers.set(ADDRESS_HEADER, request.ip)
  headers.delete('content-length')
  headers.delete('transfer-encoding')
  const { method, url } = request
  if (method === 'GET') return new Request(`${origin}${url}`, { method, headers })
  // It was looked at before.
  headers.set('origin', origin)
  headers.set('content-type', 'application/json')
  return new Request(`${origin}${url}`, { method, headers, body: JSON.stringify(fields ?? {}) })
}

/** The headers of a request as `fetch` knows them. */
export function headersOf({ headers: raw }: Pick<FastifyRequest, 'headers'>): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(raw))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  return headers
}
