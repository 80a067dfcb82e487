import { atOnce } from '../../load/at-once.ts'
import { bareUrl, helper } from '../../run/helper.ts'
import { httpClient } from '../../run/http-client.ts'
import { msSince, nowNs } from '../../instruments/stopwatch.ts'

/**
 * Calls per second of a Fastify server that reads this body as JSON and answers that reply, and does nothing else: what
 * HTTP and JSON alone cost here.
 */
export async function bareEchoesPerSecond(options: {
  asked: string
  reply: string
  atOnce: number
  ms: number
  warmUpMs: number
}): Promise<number> {
  const { warmUpMs, ms } = options
  await using bare = await helper<{ port: number }>('bare', ['echo', options.reply])
  using http = httpClient(await bareUrl(bare), { connections: options.atOnce })
  const from = nowNs()
  let answered = 0
  await atOnce(Array.from({ length: options.atOnce }), options.atOnce, async () => {
    while (msSince(from) < warmUpMs + ms) {
      const { text } = await http.post('/echo', options.asked)
      JSON.parse(text)
      if (msSince(from) > warmUpMs) answered++
    }
  })
  return answered / (msSince(from) / 1_000 - warmUpMs / 1_000)
}
