import { AppError } from '@cubby/kit/app-error'
import { limits } from '@cubby/kit/limits'
import type { Operation } from '@cubby/protocol/operation'
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { fromOf } from '../activity/done-by.ts'
import { readsNoted } from '../activity/reads-noted.ts'
import type { ServerContext } from '../context.ts'
import { allRoutes } from './all-routes.ts'
import { authorize, callerOf } from './auth.ts'
import type { Caller } from './caller.ts'
import { readPart } from './incoming/field-errors.ts'
import { fileIn, readFiles } from './incoming/files.ts'
import { attemptOf } from './idempotency.ts'
import { parseJsonBody } from './incoming/json-body.ts'
import { openApiText } from './reference/openapi.ts'
import { sendProblem } from './problems.ts'
import { isWrite, type Route, type StreamRoute } from './route.ts'
import { serveReference } from './reference/reference-page.ts'
import { runCall } from './run-call.ts'
import { pageFor, serveScreens } from './screens.ts'
import { slowRequests } from './incoming/slow-requests.ts'
import { addAuthRoutes } from '../sign-in/auth-routes.ts'
import { type SignInHere, staffSignIn } from '../sign-in/sign-in.ts'

export type AppOptions = {
  /** Hold each reply against its shape; for tests and development. */
  checkReplies: boolean
  /** Routes that are no operations of the API, such as the link with the lockers. */
  extend?: (app: FastifyInstance) => Promise<void> | void
  /** The folder of the built back office; without it there is only the API. */
  screens?: string
  /** Where browsers find us; left out: as each request says. */
  publicUrl?: string | undefined
}

type Served = AppOptions & SignInHere & { noteRead: ReturnType<typeof readsNoted> }

const securityHeaders = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
} as const

/** The API as an app that can listen, or be asked without a port (`inject`). */
export async function buildApp(ctx: ServerContext, options: AppOptions): Promise<FastifyInstance> {
  const log = ctx.log.child({ part: 'http' })
  const slow = slowRequests(ctx.clock)
  const app = fastify({
    // Our own line per call below: method, pattern, status, time. No addresses, bodies or query texts.
    logger: false,
    // A proxy on this machine may say for whom, and under which name, it asks.
    trustProxy: 'loopback',
    bodyLimit: limits.requestBytesMax,
    requestTimeout: limits.requestTimeout,
    // Said as well, because Node takes the larger of the two for the whole request.
    http: { headersTimeout: limits.requestTimeout },
    clientErrorHandler: slow.clientError,
    genReqId: () => ctx.ids.mint('req'),
    routerOptions: { maxParamLength: 200 },
    frameworkErrors: (error, request, reply) => void sendProblem(log, request, reply, error),
  })
  slow.watch(app.server)
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, body.length === 0 ? undefined : parseJsonBody(body as Buffer))
    } catch (error) {
      done(error as Error)
    }
  })
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({ ...securityHeaders, 'x-request-id': String(request.id) })
  })
  app.addHook('onResponse', async (request, reply) => {
    const { method, url } = request.routeOptions
    const ms = Math.round(reply.elapsedTime)
    log.debug({ method, route: url, status: reply.statusCode, ms, id: request.id }, 'answered')
  })
  app.setErrorHandler((error, request, reply) => sendProblem(log, request, reply, error))
  app.setNotFoundHandler((request, reply) => {
    const page = options.screens === undefined ? null : pageFor(request, options.screens)
    if (page !== null) return reply.headers(page.headers).send(page.html)
    const allowed = methodsAt(request.url)
    if (allowed.length > 0) reply.header('allow', allowed.join(', '))
    const error =
      allowed.length > 0
        ? new AppError('input/wrong-method', `this path takes ${allowed.join(', ')}`)
        : new AppError('input/unknown-route', 'no such operation')
    return sendProblem(log, request, reply, error)
  })
  const signIn = staffSignIn(ctx)
  const served = { ...options, signIn, noteRead: readsNoted(ctx) }
  addAuthRoutes(app, ctx, served)
  for (const bound of allRoutes) if (!bound.operation.takes) addRoute(app, ctx, bound, served)
  void app.register(async (scope) => {
    readFiles(scope)
    for (const bound of allRoutes) if (bound.operation.takes) addRoute(scope, ctx, bound, served)
  })
  addPlainRoutes(app, ctx)
  serveReference(app)
  if (options.screens !== undefined) serveScreens(app, options.screens)
  await options.extend?.(app)
  return app
}

/** The methods of the operations at this path. */
function methodsAt(url: string): string[] {
  const path = url.split('?', 1)[0] ?? ''
  return patterns.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method)
}

const patterns = allRoutes.map(({ operation: { method, path } }) => ({
  method,
  pattern: new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`),
}))

function addRoute(
  app: FastifyInstance,
  ctx: ServerContext,
  bound: Route | StreamRoute,
  options: Served,
) {
  const { operation } = bound
  const { noteRead } = options
  const callers = new WeakMap<FastifyRequest, Caller>()
  const stream = 'open' in bound ? bound.open(ctx) : null
  if (stream?.stop) app.addHook('preClose', async () => stream.stop?.())
  app.route({
    method: operation.method,
    url: operation.path,
    ...(operation.takes ? { bodyLimit: operation.takes.bytesMax } : {}),
    // Before the body is read: strangers do not get to send us half a megabyte.
    onRequest: async (request) => {
      if (operation.scope === null && !operation.staffOnly) return
      const caller = await callerOf(ctx, options, request)
      authorize(operation, caller, request.params)
      callers.set(request, caller)
    },
    handler: async (request, reply) => {
      const caller = callers.get(request) ?? nobody
      const parts = { ...partsOf(operation, request), caller, from: fromOf(request) }
      if (stream) {
        await noteRead(operation, parts)
        return stream.answer(parts, reply)
      }
      const attempt = attemptIn(operation, request, caller)
      const outcome = await runCall(ctx, bound as Route, { ...parts, attempt }, options)
      await noteRead(operation, parts)
      return send(reply, outcome)
    },
  })
}

/** Who calls what needs no key. */
const nobody: Caller = {
  id: '',
  staff: null,
  organization: '',
  scopes: new Set(),
  lockers: new Set(),
}

function partsOf(operation: Operation, request: FastifyRequest) {
  const params = readPart(operation.params, request.params, '/params')
  const query = readPart(operation.query, request.query, '/query')
  const file = fileIn(operation, request.headers['content-type'], request.body)
  if (file !== null) return { params, query, body: null, file }
  if (operation.body !== null)
    return {
      params,
      query,
      body: readPart(operation.body, request.body === undefined ? {} : request.body, ''),
      file: null,
    }
  if (request.body !== undefined && request.body !== null && !isEmpty(request.body))
    throw new AppError('input/invalid', 'this operation takes no body', {
      fields: [{ pointer: '', code: 'unknown', detail: 'there must be no body' }],
    })
  return { params, query, body: null, file: null }
}

const isEmpty = (body: unknown) =>
  typeof body === 'object' && !Array.isArray(body) && Object.keys(body ?? {}).length === 0

function attemptIn(operation: Operation, request: FastifyRequest, caller: Caller) {
  if (!isWrite(operation)) return null
  return attemptOf(caller.id, request.headers['idempotency-key'], request)
}

function send(
  reply: FastifyReply,
  outcome: { status: number; text: string | null; isReplay: boolean },
) {
  if (outcome.isReplay) reply.header('idempotency-replayed', 'true')
  reply.code(outcome.status)
  return outcome.text === null
    ? reply.send()
    : reply.type('application/json; charset=utf-8').send(outcome.text)
}

/** What machines ask that are no integrators: is it alive, may it be sent calls, what does it offer. */
function addPlainRoutes(app: FastifyInstance, ctx: ServerContext) {
  app.get('/healthz', () => ({ status: 'ok' }))
  app.get('/readyz', async () => {
    await sql`select 1`.execute(ctx.db)
    return { status: 'ready' }
  })
  app.get('/openapi.json', (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(openApiText),
  )
}
