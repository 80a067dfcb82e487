import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fastify } from 'fastify'

/**
 * Servers that do nothing but answer, as limits to hold ours against.
 *
 *     node packages/simulator/src/bench/bare/main.ts echo REPLY
 *     node packages/simulator/src/bench/bare/main.ts streams
 *
 * `echo`: Fastify, reads a JSON body and answers that reply, whatever was asked. `streams`: node:http, keeps every GET open as server-sent events, and tells all of them when something is posted. The first line of the
 * output is `{"port":…}`.
 */
const BODY_MAX = 1024 * 1024
const stop = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort())

const server = process.argv[2] === 'echo' ? await echo() : await streams()
const { port } = server.address() as AddressInfo
process.stdout.write(`${JSON.stringify({ port })}\n`)
if (!stop.signal.aborted) await once(stop.signal, 'abort')
server.close()
server.closeAllConnections()

async function echo(): Promise<Server> {
  const app = fastify({ logger: false, bodyLimit: BODY_MAX })
  const reply = JSON.parse(process.argv[3] ?? '{}') as object
  app.post('/echo', async (request) => (request.body === null ? {} : reply))
  await app.listen({ host: '127.0.0.1', port: 0 })
  return app.server
}

async function streams(): Promise<Server> {
  const open = new Set<ServerResponse>()
  const made = createServer((request, response) => {
    if (request.method === 'POST') {
      for (const each of open) each.write('event: poke\ndata: {"streams":["network"]}\n\n')
      response.end()
      return
    }
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    response.write(': here\n\n')
    open.add(response)
    response.on('close', () => open.delete(response))
  })
  made.listen(0, '127.0.0.1')
  await once(made, 'listening')
  return made
}
