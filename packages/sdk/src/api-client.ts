import type { Operation } from '@cubby/protocol/operation'
import { PROBLEM_TYPE, type Problem } from '@cubby/protocol/problem'
import type { z } from 'zod'
import { ApiRefusal, ApiUnreachable } from './api-error.ts'

type Filled<T> = keyof T extends never ? { [K in never]: T } : T

/** What a call needs, by the shapes of the operation. */
export type Asked<O extends Operation> = {
  params?: Filled<z.input<O['params']>>
  query?: z.input<O['query']>
  body?: O['body'] extends z.ZodType ? z.input<O['body']> : never
  /** Of an operation that takes a file. */
  file?: { type: string; bytes: ArrayBuffer }
  /** The same key says the same thing again; without one each call says something new. */
  idempotencyKey?: string
  signal?: AbortSignal
}

/** What it answers. */
export type Told<O extends Operation> = O['reply'] extends z.ZodType ? z.output<O['reply']> : void

export type ApiClient = {
  call<O extends Operation>(operation: O, asked?: Asked<O>): Promise<Told<O>>
}

export type ApiClientOptions = {
  /** Where the server is, such as `https://api.example.com`. */
  url: string
  /** An API key; without one the browser's session cookie speaks. */
  key?: string
  fetch?: typeof fetch
  /** How often a call is made at most when no answer comes or the server asks to try again. */
  attemptsMax?: number
  /** Before the second attempt; twice as long before each one after it. */
  pauseMs?: number
}

/**
 * Calls the API by the contract that the server is built from. A call that got no answer, or one that may succeed later, is made
 * again under the same Idempotency-Key, so nothing is ever done twice. Refusals are `ApiRefusal`s.
 *
 * @example
 * const api = apiClient({ url: 'https://api.example.com', key: 'cub_…' })
 * const { items } = await api.call(listShipments, { query: { status: 'ready' } })
 */
export function apiClient(options: ApiClientOptions): ApiClient {
  const attemptsMax = options.attemptsMax ?? 3
  const pauseMs = options.pauseMs ?? 400
  return {
    call: async (operation, asked = {}) => {
      const idempotencyKey = asked.idempotencyKey ?? crypto.randomUUID()
      for (let attempt = 1; ; attempt++) {
        try {
          return await once(options, operation, { ...asked, idempotencyKey })
        } catch (error) {
          if (attempt >= attemptsMax || asked.signal?.aborted || !mayPass(error)) throw error
          await new Promise((done) => setTimeout(done, pauseMs * 2 ** (attempt - 1)))
        }
      }
    },
  }
}

const mayPass = (error: unknown) =>
  error instanceof ApiUnreachable || (error instanceof ApiRefusal && error.problem.retryable)

async function once<O extends Operation>(
  options: ApiClientOptions,
  operation: O,
  asked: Asked<O>,
): Promise<Told<O>> {
  const { method, id } = operation
  const writes = method !== 'GET' && operation.asksOnly !== true
  const send = options.fetch ?? fetch
  const reply = await send(new URL(pathOf(operation, asked), options.url), {
    method,
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      ...(options.key === undefined ? {} : { authorization: `Bearer ${options.key}` }),
      ...(writes && asked.idempotencyKey ? { 'idempotency-key': asked.idempotencyKey } : {}),
      ...(asked.file ? { 'content-type': asked.file.type } : {}),
      ...(asked.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(asked.file ? { body: asked.file.bytes } : {}),
    ...(asked.body === undefined ? {} : { body: JSON.stringify(asked.body) }),
    ...(asked.signal ? { signal: asked.signal } : {}),
  }).catch((cause: unknown) => {
    if (asked.signal?.aborted) throw cause
    throw new ApiUnreachable(id, { cause })
  })
  const text = await reply.text()
  if (!reply.ok) throw refusalOf(id, reply, text)
  // Not held against the shape: a newer server may tell more than this program knows.
  return (text === '' ? undefined : JSON.parse(text)) as Told<O>
}

function refusalOf(operation: string, reply: Response, text: string) {
  const isOurs = reply.headers.get('content-type')?.startsWith(PROBLEM_TYPE) === true
  return isOurs
    ? new ApiRefusal(operation, JSON.parse(text) as Problem)
    : new ApiUnreachable(operation, { cause: new Error(`status ${reply.status}`) })
}

/** The address of an operation with its parameters and filters; filters that are undefined are left out. */
export function pathOf(operation: Operation, asked: { params?: object; query?: object }): string {
  const params = (asked.params ?? {}) as Record<string, string>
  const path = operation.path.replaceAll(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  )
  const query = Object.entries(asked.query ?? {})
    .filter(([, value]) => value !== undefined)
    .map(([name, value]): [string, string] => [name, String(value)])
  return query.length === 0 ? path : `${path}?${new URLSearchParams(query).toString()}`
}
