import { Agent, request } from 'node:http'
import { AppError } from '@cubby/kit/app-error'

export type Answer = { status: number; text: string }

/** A client that costs little: connections that stay open, bodies that are text already, answers left unread. */
export type HttpClient = Disposable & {
  post(path: string, body: string, headers?: Readonly<Record<string, string>>): Promise<Answer>
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>
}

/** Talks to one server on loopback over at most so many connections. */
export function httpClient(url: string, options: { connections: number }): HttpClient {
  const { hostname, port } = new URL(url)
  const agent = new Agent({
    keepAlive: true,
    maxSockets: options.connections,
    // A connection that has rested for long may be closed from the other side just now.
    scheduling: 'lifo',
  })
  const call = (method: 'GET' | 'POST', path: string, body: string | null, headers: object) => {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    const sent = request(
      {
        hostname,
        port,
        path,
        method,
        agent,
        headers: {
          ...headers,
          ...(body === null
            ? {}
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
        },
      },
      (answer) => {
        answer.setEncoding('utf8')
        let text = ''
        answer.on('data', (chunk: string) => (text += chunk))
        answer.once('end', () => resolve({ status: answer.statusCode ?? 0, text }))
        answer.on('error', reject)
      },
    )
    sent.on('error', reject)
    sent.end(body ?? undefined)
    return promise
  }
  return {
    post: (path, body, headers = {}) => call('POST', path, body, headers),
    get: (path, headers = {}) => call('GET', path, null, headers),
    [Symbol.dispose]: () => agent.destroy(),
  }
}

/** The body of a success; a refusal ends the bench, because a figure over refusals says nothing. */
export function bodyOf(answer: Answer): unknown {
  if (answer.status >= 200 && answer.status < 300) return JSON.parse(answer.text)
  throw new AppError('server/internal', `answered ${answer.status}: ${answer.text.slice(0, 500)}`)
}
