import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { once } from 'node:events'
import { z } from 'zod'

const sms = z.object({ id: z.string(), to: z.string(), text: z.string() })

/** Everybody's phone: a gateway that takes text messages over HTTP and shows them to whoever they are for. */
export class Phones implements AsyncDisposable {
  readonly #server = createServer()
  readonly #seen = new Set<string>()
  readonly #owners = new Map<string, (text: string) => void>()
  readonly #byText = new Map<string, number>()
  received = 0

  async open(): Promise<string> {
    this.#server.on('request', (request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const read = sms.safeParse(JSON.parse(Buffer.concat(chunks).toString('utf8')))
        response.writeHead(read.success ? 202 : 400).end()
        if (read.success) this.#deliver(read.data)
      })
    })
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/sms`
  }

  /** From now on messages to this number are read by somebody. */
  owns(number: string, reads: (text: string) => void) {
    this.#owners.set(number, reads)
  }

  /** Messages that somebody got twice: the same words to the same number. */
  get duplicates(): number {
    return [...this.#byText.values()].reduce((sum, times) => sum + times - 1, 0)
  }

  #deliver({ id, to, text }: z.infer<typeof sms>) {
    // A gateway recognises a repetition by its id, and does not ring twice.
    if (this.#seen.has(id)) return
    this.#seen.add(id)
    this.received++
    const key = `${to} ${text}`
    this.#byText.set(key, (this.#byText.get(key) ?? 0) + 1)
    this.#owners.get(to)?.(text)
  }

  async [Symbol.asyncDispose]() {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }
}
