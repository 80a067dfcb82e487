import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { realClock } from '@cubby/keys/real-clock'
import { must } from '@cubby/kit/assert'
import { expect, test } from 'vitest'
import { StateStream } from './state-stream.ts'

test('a scan goes to each screen that listens, and is gone when none does', async () => {
  using stream = new StateStream({ version: () => 7, onChange: () => () => {}, clock: realClock })
  const server = createServer((_request, reply) => stream.add(reply)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  await using _closed = { [Symbol.asyncDispose]: async () => void server.close() }
  stream.scanned({ text: 'nobody listens', side: 'front' })
  const { port } = server.address() as AddressInfo
  const screen = async () => {
    const reply = await fetch(`http://127.0.0.1:${port}`)
    return must(reply.body, 'a stream').pipeThrough(new TextDecoderStream()).getReader()
  }
  const screens = [await screen(), await screen()]
  for (const each of screens) expect((await each.read()).value).toContain('"version":7')
  stream.scanned({ text: 'JD01 4600\n"x"', side: 'front' })
  for (const each of screens) {
    expect((await each.read()).value).toBe(
      'event: scan\ndata: {"text":"JD01 4600\\n\\"x\\"","side":"front"}\n\n',
    )
    await each.cancel()
  }
})
