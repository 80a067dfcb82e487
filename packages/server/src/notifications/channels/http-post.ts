import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import type { Millis } from '@cubby/kit/clock'
import type { Address } from './address-guard.ts'

export type Post = {
  url: URL
  /** Where the host was found to be; no name server is asked again. */
  addresses: readonly Address[]
  headers: Record<string, string>
  body: string
  /** For all of it: connecting, sending and the head of the answer. */
  timeout: Millis
}
export type PostReply = { status: number; retryAfter: string | null }

/** One POST on a connection of its own. Follows no redirect and does not read the body of the answer. */
export function post({ url, addresses, headers, body, timeout }: Post): Promise<PostReply> {
  const request = url.protocol === 'https:' ? httpsRequest : httpRequest
  return new Promise((resolve, reject) => {
    const options = {
      method: 'POST',
      agent: false,
      headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
      lookup: answering(addresses),
      signal: AbortSignal.timeout(timeout),
    }
    const sent = request(url, options, (reply) => {
      reply.on('error', () => {})
      resolve({ status: reply.statusCode ?? 0, retryAfter: reply.headers['retry-after'] ?? null })
      reply.destroy()
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

/** A name server that knows one answer. */
function answering(addresses: readonly Address[]): LookupFunction {
  return (_hostname, options, callback) => {
    if (options.all) return callback(null, [...addresses])
    const first = addresses[0]
    if (first) callback(null, first.address, first.family)
    else callback(Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), '', 4)
  }
}
