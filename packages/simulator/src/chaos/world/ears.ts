import { type HttpSink, httpSink } from '@cubby/testing/messages/http-sink'
import { z } from 'zod'

/** What reached a person or a shop's program, as they would tell it afterwards. */
export type Heard = {
  id: string
  channel: 'sms' | 'webhook'
  /** The event of a webhook; of a text message all that a person can compare: its words. */
  kind: string
  /** The shipment of a webhook, the number of a text message. */
  about: string
  /** What a webhook says of each parcel, in the order of their labels. */
  parcels: string
}

const sms = z.object({ id: z.string(), to: z.string(), text: z.string() })
const call = z.object({
  type: z.string(),
  data: z.object({
    shipment: z.string().optional(),
    parcel: z.string().optional(),
    parcels: z.array(z.object({ label: z.string(), status: z.string() })).default([]),
  }),
})

/** Everybody's phone and the shop's address for webhooks. They outlive all servers and forget nothing. */
export class Ears implements AsyncDisposable {
  readonly #sink: HttpSink

  private constructor(sink: HttpSink) {
    this.#sink = sink
  }

  static async open(): Promise<Ears> {
    return new Ears(await httpSink())
  }

  get smsUrl() {
    return `${this.#sink.url}sms`
  }

  get webhookUrl() {
    return `${this.#sink.url}webhook`
  }

  /** Everything that was told so far, repetitions included. */
  heard(): Heard[] {
    return this.#sink.received.map(({ path, headers, body }) => {
      if (path === '/sms') {
        const { id, to, text } = sms.parse(JSON.parse(body))
        return { id, channel: 'sms', kind: text, about: to, parcels: '' }
      }
      const { type, data } = call.parse(JSON.parse(body))
      const about = [data.shipment, data.parcel].filter(Boolean).join(' ')
      const parcels = data.parcels.map(({ label, status }) => `${label} ${status}`)
      return {
        id: String(headers['webhook-id']),
        channel: 'webhook',
        kind: type,
        about,
        parcels: parcels.toSorted().join(', '),
      }
    })
  }

  async [Symbol.asyncDispose]() {
    await this.#sink[Symbol.asyncDispose]()
  }
}
