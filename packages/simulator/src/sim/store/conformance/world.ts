import { cellsOf } from '@cubby/domain/cells/layout'
import type { Grant, Plan } from '@cubby/domain/rights/directory'
import { AppError } from '@cubby/kit/app-error'
import { must } from '@cubby/kit/assert'
import { type Instant, millis, type Millis } from '@cubby/kit/clock'
import { serverLogger } from '@cubby/server/logger'
import type { ServerKeys } from '@cubby/server/keys/server-keys'
import { type Ingest, startIngest } from '@cubby/server/link/ingest/ingest'
import type { Outcome } from '@cubby/server/notifications/channels/outcome'
import type { Sendable } from '@cubby/server/notifications/outbox'
import { messageSender } from '@cubby/server/notifications/send-message'
import { announce, type Announcement } from '@cubby/server/shipments/announce'
import { cancelDelivery } from '@cubby/server/shipments/rules/cancel'
import { extendStorage } from '@cubby/server/shipments/rules/extend'
import { shipmentDraft } from '@cubby/server/shipments/shipment-draft'
import { differenceOf, type Draft } from '@cubby/server/store/draft'
import type { ShipmentRow } from '@cubby/server/store/slice'
import { doWork, keep, type Work } from '@cubby/server/store/work'
import { sweepTimers } from '@cubby/server/timers/sweep'
import { anId, carrier, shop } from '@cubby/testing/kernel/builders'
import { aLocker, type KernelBench } from '@cubby/testing/kernel/kernel-bench'
import { wireOf } from '@cubby/testing/link/chained'
import { seededIds } from '@cubby/testing/seeded-ids'
import { layout, lockers } from './each-store.ts'
import type { Content, Side } from './side.ts'

const [locker] = lockers
const journal = anId('jrn', 1)
const actor = { kind: 'key', id: anId('key', 1) } as const

/** The real rules over a store of either kind, and a locker whose journal they hear. */
export class ConformanceWorld {
  readonly side: Side
  /** All that anybody was answered or told, in order. */
  readonly answers: unknown[] = []
  readonly bench: KernelBench
  /** How the next attempts to tell somebody end; when none is left they succeed. */
  readonly outcomes: Outcome[] = []
  readonly #keys: ServerKeys
  readonly #ctx
  readonly #ingest: Ingest
  readonly #codes: string[]
  #sent = 0

  constructor(side: Side, keys: ServerKeys, codes: readonly string[] = []) {
    const { clock } = side
    this.side = side
    this.#keys = keys
    this.#codes = [...codes]
    this.bench = aLocker({ cells: cellsOf(layout) })
    const told = (what: string) => (about?: unknown) => void this.answers.push({ [what]: about })
    this.#ctx = {
      clock,
      keys,
      ids: seededIds('conformance', () => clock.now()),
      log: serverLogger({ level: 'silent' }),
      pokes: { tell: told('poked'), listen: () => () => {}, stop: async () => {} },
      jobs: { kick: told('woken') },
      drawCode: () => this.#codes.shift() ?? '11112222',
    }
    this.#ingest = startIngest(this.#ctx, side.store)
  }

  get ctx() {
    return this.#ctx
  }

  /** Does something in one transaction, and keeps what it answers or how it was refused. */
  async does<T>(work: (work: Work) => Promise<T>): Promise<T | null> {
    const answer = await this.hears(() => doWork(this.#ctx, this.side.store, work))
    return answer ?? null
  }

  async hears<T>(ask: () => Promise<T>): Promise<T | undefined> {
    try {
      const answer = await ask()
      this.answers.push(answer)
      return answer
    } catch (error) {
      this.answers.push(error instanceof AppError ? { refused: error.code } : { failed: true })
      return undefined
    }
  }

  async announces(over: Partial<Announcement> = {}): Promise<ShipmentRow | null> {
    const told = await this.does((work) => announce(work, this.#ctx, announcement(over)))
    await this.#learns()
    return told?.shipment ?? null
  }

  cancels(shipment: ShipmentRow) {
    return this.#decides(shipment, (draft) =>
      cancelDelivery(draft, shipment.id, { reason: 'no need', actor }),
    )
  }

  extends(shipment: ShipmentRow, until: Instant | null = null) {
    return this.#decides(shipment, (draft) => extendStorage(draft, shipment.id, { until, actor }))
  }

  async #decides({ id }: ShipmentRow, decide: (draft: Draft) => void) {
    await this.does(async (work) => {
      const { draft } = await shipmentDraft(work, this.#ctx, id, () => true)
      decide(draft)
      await keep(work, differenceOf(draft))
      return draft.shipments.get(id)
    })
    await this.#learns()
  }

  sweeps = () => this.hears(() => sweepTimers(this.#ctx, this.side.store, { atMost: 10 }))

  /** Time passes for everybody. */
  async wait(duration: Millis) {
    await this.side.clock.advance(duration)
    await this.#meet()
  }

  /** The locker tells what it has not told yet, in pushes of so many entries. */
  async tells(atOnce = 100) {
    await this.#meet()
    const news = wireOf(this.bench.journal).slice(this.#sent)
    this.#sent += news.length
    for (let from = 0; from < news.length; from += atOnce)
      await this.pushes(news.slice(from, from + atOnce))
    await this.#learns()
  }

  pushes(entries: Parameters<Ingest['push']>[0]['entries'], from = { locker, journal }) {
    return this.hears(() => this.#ingest.push({ ...from, entries, backlog: 0 }))
  }

  /** Bench and servers tell the same time. */
  async #meet() {
    const { clock } = this.side
    const ahead = this.bench.now - clock.now()
    if (ahead > 0) await clock.advance(millis(ahead))
    else if (ahead < 0) this.bench.wait(millis(-ahead))
  }

  /** The locker knows what its stream says. */
  async #learns() {
    const { feed } = await this.side.content()
    const living = feed.filter(({ stream, dead }) => stream === `locker:${locker}` && !dead)
    const bodies = <T>(kind: string) =>
      living.flatMap(({ key, body }) => (key.startsWith(`${kind}:`) ? [body as T] : []))
    this.bench.known.plans = bodies<Plan>('parcel')
    this.bench.known.grants = bodies<Grant>('grant')
  }

  /** Works off everything whose sending is due, as a process of the server would. */
  async sends() {
    const { jobs } = await this.side.content()
    const due = jobs.filter(({ dueAt }) => dueAt <= this.side.clock.now())
    const told = async ({ id, kind, channel, recipient, attempts, shipment }: Sendable) => {
      const about = shipment && { status: shipment.status, dueAt: shipment.dueAt }
      this.answers.push({ told: { id, kind, channel, recipient, attempts, about } })
      return this.outcomes.shift() ?? ({ kind: 'sent' } as const)
    }
    const channels = { email: told, sms: null, webhook: told }
    const handle = messageSender(this.#ctx, this.side.outbox, channels)
    // One by one: together they would come in any order.
    for (const { message } of due) await Promise.all(handle([{ message }]))
  }

  /** The recipient types the code, takes everything out and shuts every door. */
  collects() {
    const verifier = must(this.bench.known.grants[0]?.codeVerifier, 'a right is known')
    this.bench.do({ do: 'enter-code', side: 'front', codeVerifier: verifier })
    this.bench.wait(millis(1_000))
    this.bench.unlock()
    this.bench.wait(millis(10_000))
    this.bench.closeAll()
  }

  /** What is kept; codes are sealed with chance in it, so they are told open. */
  async content(): Promise<Content> {
    const content = await this.side.content()
    const rights = content.rights.map(({ id, codeSealed, ...row }) => {
      return { ...row, id, codeSealed: this.#keys.unsealCode(id, codeSealed) }
    })
    return { ...content, rights }
  }
}

const announcement = (over: Partial<Announcement>): Announcement => ({
  organization: shop,
  carrier,
  locker,
  reference: null,
  recipient: { email: 'ann@example.org', phone: null, locale: 'en' },
  parcels: [aBook('BOOK-1')],
  actor,
  ...over,
})

/** Something to announce that fits everywhere. */
export const aBook = (label: string): Announcement['parcels'][number] => ({
  label,
  size: { height: 50, width: 200, depth: 300 },
  grams: 800,
  zone: 'ambient',
  lowCell: false,
})

export const theLocker = { locker, journal }
