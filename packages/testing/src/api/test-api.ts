import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text as textOf } from 'node:stream/consumers'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import { realClock, realIds } from '@cubby/keys/real-clock'
import { type Operation, type Scope, scopes } from '@cubby/protocol/operation'
import type { ServerContext } from '@cubby/server/context'
import { buildApp } from '@cubby/server/http/app'
import { startPgBossJobs } from '@cubby/server/jobs/pg-boss-jobs'
import { loadServerKeys } from '@cubby/server/keys/server-keys'
import { serverLogger } from '@cubby/server/logger'
import { insertKey } from '@cubby/server/people/new-key'
import type { z } from 'zod'
import { thursday } from '../messages/shop-with-shipment.ts'
import { testDatabase } from '../postgres/test-database.ts'

type Logger = ServerContext['log']
type App = Awaited<ReturnType<typeof buildApp>>
type Injected = {
  method: Operation['method']
  url: string
  headers: Record<string, string>
  payload?: object
}

/** What came back: the body is parsed when it is JSON. */
export type Answer<T = unknown> = {
  status: number
  headers: Record<string, unknown>
  body: T
  text: string
}
type Asked<O extends Operation> = {
  params?: z.input<O['params']>
  query?: z.input<O['query']>
  body?: O['body'] extends z.ZodType ? z.input<O['body']> : never
  file?: { type: string; bytes: Buffer }
  idempotencyKey?: string
}
type Told<O extends Operation> = O['reply'] extends z.ZodType ? z.output<O['reply']> : null

/** A person at a page of the back office: the cookies, and the origin of the page. */
export type SignedIn = { cookie: string; origin: string }

/** The origin under which an app without a port is reached. */
export const ownOrigin = 'http://localhost'

export type TestApi = AsyncDisposable & {
  app: App
  ctx: ServerContext
  clock: VirtualClock
  /** Streams that were poked, in order. */
  poked: string[]
  /** A key of the network operator with every scope. */
  operator: string
  /** A new key; without an organization (UUID) the network operator's. */
  key(over?: { organization?: string | null; scopes?: readonly Scope[] }): Promise<string>
  /** Calls and answers, whatever the answer is. */
  ask<O extends Operation>(
    caller: string | SignedIn,
    operation: O,
    asked?: Asked<O>,
  ): Promise<Answer<Told<O>>>
  /** The same, and fails when it is refused. */
  call<O extends Operation>(
    caller: string | SignedIn,
    operation: O,
    asked?: Asked<O>,
  ): Promise<Told<O>>
}

/** The real API over a database of this test's own, without a port; its clock stands until it is moved. */
export async function testApi(
  options: { log?: Logger; logTo?: string[] } & Pick<ServerContext, 'provider' | 'isBreached'> = {},
): Promise<TestApi> {
  await using undo = new AsyncDisposableStack()
  const database = undo.use(await testDatabase())
  const dir = await mkdtemp(join(tmpdir(), 'cubby-api-'))
  undo.defer(() => rm(dir, { recursive: true, force: true }))
  const log = options.log ?? loggerTo(options.logTo)
  const jobs = await startPgBossJobs({ url: database.url, clock: realClock, log })
  undo.defer(() => jobs.stop())
  const clock = new VirtualClock(thursday)
  const poked: string[] = []
  const pokes = {
    tell: (streams: readonly string[]) => void poked.push(...streams),
    listen: () => () => {},
    stop: async () => {},
  }
  const keys = loadServerKeys(dir)
  const { log: _log, logTo: _logTo, ...over } = options
  const ctx: ServerContext = {
    ...over,
    clock,
    ids: realIds,
    db: database.db,
    keys,
    jobs,
    pokes,
    log,
  }
  const api = undo.use(await apiOver(ctx, clock))
  const owned = undo.move()
  return { ...api, poked, [Symbol.asyncDispose]: () => owned.disposeAsync() }
}

/** The same over a server's parts that a test has put together itself. */
export async function apiOver(
  ctx: ServerContext,
  clock: VirtualClock,
): Promise<Omit<TestApi, 'poked'>> {
  const app = await buildApp(ctx, { checkReplies: true })
  const key: TestApi['key'] = async ({ organization = null, scopes: granted = scopes } = {}) => {
    const made = { organization, name: 'test', scopes: granted }
    return (await insertKey(ctx.db, ctx.ids, clock.now(), made)).text
  }
  const ask: TestApi['ask'] = async (caller, operation, asked = {}) => {
    const request: Injected = {
      method: operation.method,
      url: pathOf(operation, asked),
      headers: {
        ...credentials(caller),
        'idempotency-key': asked.idempotencyKey ?? randomUUID(),
        ...(asked.file ? { 'content-type': asked.file.type } : {}),
      },
      ...(asked.file ? { payload: asked.file.bytes } : {}),
      ...(asked.body === undefined ? {} : { payload: asked.body as object }),
    }
    if (operation.streams === 'text/event-stream') return (await headOf(app, request)) as never
    return answerOf(await app.inject(request)) as never
  }
  return {
    app,
    ctx,
    clock,
    operator: await key(),
    key,
    ask,
    call: async (caller, operation, asked) => {
      const answer = await ask(caller, operation, asked)
      if (answer.status >= 300)
        throw new Error(`${operation.id}: ${answer.status} ${JSON.stringify(answer.body)}`)
      return answer.body
    },
    [Symbol.asyncDispose]: () => app.close(),
  }
}

const loggerTo = (lines: string[] | undefined): Logger =>
  lines
    ? serverLogger({ level: 'debug', to: { write: (line) => void lines.push(line) } })
    : serverLogger({ level: 'silent' })

const credentials = (caller: string | SignedIn): Record<string, string> =>
  typeof caller === 'string' ? { authorization: `Bearer ${caller}` } : { ...caller }

/** What comes back at once of an answer that does not end. */
async function headOf(app: App, request: Injected): Promise<Answer> {
  const reply = await app.inject({ ...request, payloadAsStream: true })
  const { statusCode: status, headers } = reply
  if (String(headers['content-type']).startsWith('text/event-stream')) {
    reply.stream().destroy()
    return { status, headers, text: '', body: null }
  }
  const text = await textOf(reply.stream())
  return { status, headers, text, body: JSON.parse(text) }
}

/** The answer to an injected call. */
export function answerOf(reply: {
  statusCode: number
  headers: Record<string, unknown>
  body: string
}): Answer {
  const { statusCode: status, headers, body: text } = reply
  const isJson = /[/+]json/.test(String(headers['content-type'])) && text !== ''
  return { status, headers, text, body: isJson ? JSON.parse(text) : null }
}

/** The path of an operation with its parameters and filters filled in. */
export function pathOf(operation: Operation, asked: { params?: object; query?: object }): string {
  const params = (asked.params ?? {}) as Record<string, unknown>
  const path = operation.path.replaceAll(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(params[name])),
  )
  const query = Object.entries(asked.query ?? {}).map(([name, value]): [string, string] => [
    name,
    String(value),
  ])
  return query.length === 0 ? path : `${path}?${new URLSearchParams(query).toString()}`
}
