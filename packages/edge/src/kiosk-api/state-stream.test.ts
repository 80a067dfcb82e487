import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { realClock } from '@cubby/keys/real-clock'
import { Listeners } from '@cubby/drivers/lines/line'
import { must } from '@cubby/kit/assert'
import { expect, test } from 'vitest'
import type { KioskScan } from '@cubby/protocol/kiosk/state'
import { StateStream } from './state-stream.ts'

test('a scan goes to each screen that listens, and is gone when none does', async () => {
  const scans = new Listeners<[KioskScan]>()
  using stream = new StateStream({
    version: () => 7,
    onChange: () => () => {},
    onScan: (listener) => scans.add(listener),
    clock: realClock,
  })
  const server = createServer((_request, reply) => stream.add(reply)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  await using _closed = { [Symbol.asyncDispose]: async () => void server.close() }
  scans.call({ text: 'nobody listens', side: 'front' })
  const { port } = server.address() as AddressInfo
  const screen = async () => {
    const reply = await fetch(`http://127.0.0.1:${port}`)
    return must(reply.body, 'a stream').pipeThrough(new TextDecoderStream()).getReader()
  }
  const screens = [await screen(), await screen()]
  for (const each of screens) expect((await each.read()).value).toContain('"version":7')
  scans.call({ text: 'JD01 4600\n"x"', side: 'back' })
  for (const each of screens) {
    expect((await each.read()).value).toBe(
      'event: scan\ndata: {"text":"JD01 4600\\n\\"x\\"","side":"back"}\n\n',
    )
    await each.cancel()
  }
})
