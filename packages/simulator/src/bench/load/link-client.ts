import type { JournalId } from '@cubby/kit/ids'
import { type Prng, prng } from '@cubby/kit/prng'
import { backOff, toldPause } from '@cubby/edge/sync/back-off'
import { realClock } from '@cubby/keys/real-clock'
import type { WireEntry } from '@cubby/protocol/link/envelope'
import {
  challengeReply,
  challengeText,
  LINK_VERSION,
  syncReply,
  type SyncReply,
  tokenReply,
} from '@cubby/protocol/link/messages'
import { type Answer, bodyOf, type HttpClient } from '../run/http-client.ts'
import type { BenchLocker } from '../setup/lockers.ts'

/** A server that has enough to do says so, and connections break; it comes again as late as a locker would. */
const BUSY = 503
const TRIES_MAX = 60

export type Cursor = { stream: string; epoch: string | null; cursor: number }

/** What goes up in one exchange, written out once beforehand. */
export type Push = { entries: number; through: number; text: string }

const noEntries = (journal: JournalId): Push => ({
  entries: 0,
  through: 0,
  text: `{"version":${LINK_VERSION},"journal":"${journal}","entries":[],"backlog":0`,
})

/** Cuts a journal into pushes of that many entries, as text that only lacks the cursors. */
export function pushesOf(
  journal: JournalId,
  entries: readonly WireEntry[],
  entriesPerPush: number,
): Push[] {
  const pushes: Push[] = []
  for (let from = 0; from < entries.length; from += entriesPerPush)
    pushes.push(pushOf(journal, entries, { from, count: entriesPerPush }))
  return pushes
}

/** So many entries from there on; what is behind them is the backlog, unless they are all there is as yet. */
export function pushOf(
  journal: JournalId,
  entries: readonly WireEntry[],
  piece: { from: number; count: number; backlog?: number },
): Push {
  const taken = entries.slice(piece.from, piece.from + piece.count)
  const through = piece.from + taken.length
  const { backlog = entries.length - through } = piece
  const head = `{"version":${LINK_VERSION},"journal":"${journal}"`
  const text = `${head},"entries":${JSON.stringify(taken)},"backlog":${backlog}`
  return { entries: taken.length, through, text }
}

/** The link as one locker speaks it, without a machine behind it: it keeps its cursors and forgets the items. */
export class LinkClient {
  readonly locker: BenchLocker
  readonly #http: HttpClient
  readonly #nothing: Push
  readonly #chance: Prng
  readonly #signal: AbortSignal | undefined
  #refusals = 0
  readonly #losses: string[] = []
  #headers: Record<string, string> = {}
  #cursors: Cursor[] = []
  #cursorText = '[]'

  constructor(http: HttpClient, locker: BenchLocker, journal: JournalId, signal?: AbortSignal) {
    this.#signal = signal
    this.#http = http
    this.locker = locker
    this.#chance = prng(locker.id)
    this.#nothing = noEntries(journal)
  }

  /** Proves the device key and gets a token. */
  async signIn(): Promise<void> {
    const { id: locker, key } = this.locker
    const asked = await this.#post('/link/v1/challenge', JSON.stringify({ locker }))
    const { nonce } = challengeReply.parse(bodyOf(asked))
    const signature = key.sign(challengeText(locker, nonce))
    const got = await this.#post('/link/v1/token', JSON.stringify({ locker, nonce, signature }))
    const { token } = tokenReply.parse(bodyOf(got))
    this.#headers = { authorization: `Bearer ${token}` }
  }

  /** One exchange: pushes what is given, and follows the feed. */
  async sync(push: Push = this.#nothing): Promise<SyncReply> {
    const text = `${push.text},"cursors":${this.#cursorText}}`
    const answer = await this.#post('/link/v1/sync', text)
    // Not parsed by its shape: the server's side is measured here, and the client shares its machine.
    const reply = bodyOf(answer) as SyncReply
    this.#follow(reply)
    return reply
  }

  /** Syncs until there is nothing that this locker does not know. The last reply is checked in full. */
  async catchUp(): Promise<void> {
    for (;;) {
      const before = this.#cursorText
      const reply = await this.sync()
      const isAtHead = reply.pages.every(({ cursor, head }) => cursor === head)
      if (isAtHead && before === this.#cursorText) return void syncReply.parse(reply)
    }
  }

  /** Where this locker stands in a stream; 0 for one that it does not follow. */
  cursorOf(stream: string): number {
    return this.#cursors.find((cursor) => cursor.stream === stream)?.cursor ?? 0
  }

  /** The body of an exchange in which there is nothing to tell. */
  get emptyRequest(): string {
    return `${this.#nothing.text},"cursors":${this.#cursorText}}`
  }

  /** How often the server had too much to do. */
  get refusals(): number {
    return this.#refusals
  }

  /** How the connection broke, each time that it did. */
  get losses(): readonly string[] {
    return this.#losses
  }

  /** Believes that it knows the streams up to there, as one that was away for a while does. */
  standAt(cursors: readonly Cursor[]): void {
    this.#cursors = [...cursors]
    this.#cursorText = JSON.stringify(cursors)
  }

  /** What a call needs to be this locker's. */
  get headers(): Readonly<Record<string, string>> {
    return this.#headers
  }

  async #post(path: string, text: string): Promise<Answer> {
    for (let tries = 1; ; tries++) {
      const answer = await this.#http.post(path, text, this.#headers).catch((error: unknown) => {
        if (tries >= TRIES_MAX) throw error
        this.#losses.push(codeOf(error))
        return null
      })
      if (answer && (answer.status !== BUSY || tries >= TRIES_MAX)) return answer
      this.#signal?.throwIfAborted()
      if (answer) this.#refusals++
      const told = answer ? toldIn(answer) : 0
      const pause = told > 0 ? toldPause(told, this.#chance) : backOff(tries, this.#chance)
      await realClock.sleep(pause, this.#signal)
    }
  }

  #follow({ follow, pages }: SyncReply) {
    const known = new Map(this.#cursors.map((cursor) => [cursor.stream, cursor]))
    let changed = follow.length !== known.size
    const cursors = follow.map((stream): Cursor => {
      const before = known.get(stream) ?? { stream, epoch: null, cursor: 0 }
      const page = pages.find((each) => each.stream === stream)
      // A stream that nobody has written yet has no epoch.
      const epoch = page?.epoch || null
      if (page && before.epoch === epoch && before.cursor === page.cursor) return before
      changed = true
      return page ? { stream, epoch, cursor: page.cursor } : before
    })
    if (!changed) return
    this.#cursors = cursors
    this.#cursorText = JSON.stringify(cursors)
  }
}

const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error ? String(error.code) : String(error)

function toldIn({ text }: Answer): number {
  const { extra } = JSON.parse(text) as { extra?: { retryAfterMs?: number } }
  return extra?.retryAfterMs ?? 0
}
