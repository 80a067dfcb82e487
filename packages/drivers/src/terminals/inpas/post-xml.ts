import { request } from 'node:http'
import { AppError } from '@cubby/kit/app-error'
import type { Clock, Millis } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'

/**
 * Posts a body and gives the reply's, bounded. Not by `fetch`, which waits no longer than five minutes: a settlement takes
 * ten. Rejects with `terminal/no-answer` after `patience` or when `stop` aborts, with `line/closed` when the connection is lost.
 */
export function postXml(
  url: string,
  body: string,
  { clock, patience, stop }: { clock: Clock; patience: Millis; stop: AbortSignal },
): Promise<Uint8Array> {
  const done = Promise.withResolvers<Uint8Array>()
  const enough = new AbortController()
  const headers = { 'content-type': 'text/xml', accept: 'text/xml', 'content-length': Buffer.byteLength(body) } // prettier-ignore
  // A connection of its own: one that the connector has closed meanwhile would lose the request.
  const call = request(url, { method: 'POST', headers, agent: false }, (response) => {
    const chunks: Buffer[] = []
    let length = 0
    response.on('data', (chunk: Buffer) => {
      length += chunk.length
      chunks.push(chunk)
      if (length > limits.terminalMessageBytesMax)
        call.destroy(new AppError('terminal/unexpected', 'the connector sends too much'))
    })
    response.once('end', () => done.resolve(Buffer.concat(chunks)))
    response.once('close', () => done.reject(lost()))
  })
  call.on('error', (error) => done.reject(error instanceof AppError ? error : lost(error)))
  void clock.sleep(patience, AbortSignal.any([enough.signal, stop])).then(() => {
    if (enough.signal.aborted) return
    call.destroy(new AppError('terminal/no-answer', `the connector said nothing for ${patience} ms`)) // prettier-ignore
  })
  call.end(body)
  return done.promise.finally(() => enough.abort())
}

const lost = (cause?: unknown) =>
  new AppError('line/closed', 'the connection to the connector was lost', { cause })
