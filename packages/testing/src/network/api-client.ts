import { randomUUID } from 'node:crypto'
import type { Operation } from '@cubby/protocol/operation'
import type { Problem } from '@cubby/protocol/problem'
import type { z } from 'zod'

/** The server answered, and the answer is no. */
export class ApiRefusal extends Error {
  override name = 'ApiRefusal'
  readonly problem: Problem

  constructor(operation: string, problem: Problem) {
    const fields = problem.errors.map(({ pointer, detail }) => `${pointer} ${detail}`).join(', ')
    super(`${operation}: ${problem.status} ${problem.code} ${problem.detail} ${fields}`)
    this.problem = problem
  }
}

type Filled<T> = keyof T extends never ? { [K in never]: T } : T
type Asked<O extends Operation> = {
  params?: Filled<z.input<O['params']>>
  query?: z.input<O['query']>
  body?: O['body'] extends z.ZodType ? z.input<O['body']> : never
  /** The same key says the same thing again; without one each call says something new. */
  idempotencyKey?: string
}
type Told<O extends Operation> = O['reply'] extends z.ZodType ? z.output<O['reply']> : void

export type ApiClient = {
  url: string
  call<O extends Operation>(operation: O, asked?: Asked<O>): Promise<Told<O>>
}

/** Calls the API as an integrator's program would, by the same contract that the server is built from. */
export function apiClient(options: { url: string; key: string }): ApiClient {
  const { url, key } = options
  return {
    url,
    call: async (operation, asked = {}) => {
      const { method } = operation
      const writes = method !== 'GET' && operation.asksOnly !== true
      const reply = await fetch(new URL(pathOf(operation, asked), url), {
        method,
        headers: {
          authorization: `Bearer ${key}`,
          ...(writes ? { 'idempotency-key': asked.idempotencyKey ?? randomUUID() } : {}),
          ...(asked.body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(asked.body === undefined ? {} : { body: JSON.stringify(asked.body) }),
        signal: AbortSignal.timeout(30_000),
      })
      const text = await reply.text()
      if (!reply.ok) throw new ApiRefusal(operation.id, JSON.parse(text) as Problem)
      return (text === '' ? undefined : operation.reply?.parse(JSON.parse(text))) as never
    },
  }
}

/**
 * The same client, saying the same things again when it is made again: calls are numbered under this name, so that
 * a set-up that was cut short goes on where it stopped and creates nothing twice.
 */
export function repeatable(api: ApiClient, name: string): ApiClient {
  let calls = 0
  return {
    url: api.url,
    call: (operation, asked) =>
      api.call(operation, { ...asked, idempotencyKey: `${name}/${++calls}/${operation.id}` }),
  }
}

function pathOf(operation: Operation, asked: { params?: object; query?: object }): string {
  const params = (asked.params ?? {}) as Record<string, string>
  const path = operation.path.replaceAll(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(params[name] ?? ''),
  )
  const query = Object.entries(asked.query ?? {}).map(([name, value]): [string, string] => [
    name,
    String(value),
  ])
  return query.length === 0 ? path : `${path}?${new URLSearchParams(query).toString()}`
}
