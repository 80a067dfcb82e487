import type { AddressInfo } from 'node:net'
import type { SignedIn, TestApi } from './test-api.ts'

/** A screen that listens: what it has heard so far, and how to go away. */
export async function listeningScreen(app: TestApi['app'], person: SignedIn, topics?: string) {
  if (app.server.address() === null) await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const query = topics === undefined ? '' : `?topics=${topics}`
  const away = new AbortController()
  const reply = await fetch(`http://127.0.0.1:${port}/v1/changes${query}`, {
    headers: { cookie: person.cookie },
    signal: away.signal,
  })
  const heard: string[] = []
  let isOver = false
  const reading = (async () => {
    const decoder = new TextDecoder()
    let text = ''
    for await (const chunk of reply.body ?? []) {
      text += decoder.decode(chunk, { stream: true })
      heard.length = 0
      for (const [, data = ''] of text.matchAll(/^event: changed\ndata: (.*)$/gm))
        heard.push(...(JSON.parse(data) as { topics: string[] }).topics)
    }
  })()
    .catch(() => {})
    .finally(() => {
      isOver = true
    })
  return {
    status: reply.status,
    type: reply.headers.get('content-type'),
    heard,
    isOver: () => isOver,
    async leave() {
      away.abort()
      await reading
    },
  }
}
