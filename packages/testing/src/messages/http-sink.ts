import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Received = { path: string; headers: IncomingHttpHeaders; body: string }
export type Answer = { status: number; headers?: Record<string, string> }
export type HttpSink = AsyncDisposable & {
  url: string
  port: number
  received: Received[]
  /** What to answer next; the last one stays. */
  answers(...answers: Answer[]): void
}

/** A receiver on loopback that keeps what it is sent: an SMS gateway, or the shop's side of a webhook. */
export async function httpSink(): Promise<HttpSink> {
  const received: Received[] = []
  let answers: Answer[] = [{ status: 200 }]
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
    request.on('end', () => {
      received.push({ path: request.url ?? '', headers: request.headers, body })
      const answer = (answers.length > 1 ? answers.shift() : answers[0]) as Answer
      response.writeHead(answer.status, answer.headers).end()
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    port,
    received,
    answers: (...next) => void (answers = next),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
