import { millis } from '@cubby/kit/clock'
import type { JournalId } from '@cubby/kit/ids'
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
import { bodyOf, type HttpClient } from '../run/http-client.ts'
import type { BenchLocker } from '../setup/lockers.ts'

/** A server that has enough to do says so; the push comes again, as a locker's would. */
const BUSY = 503
const BUSY_PAUSE = millis(100)
const BUSY_TRIES_MAX = 100

type Cursor = { stream: string; epoch: string | null; cursor: number }

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
  for (let from = 0; from < entries.length; from += entriesPerPush) {
    const piece = entries.slice(from, from + entriesPerPush)
    const through = from + piece.length
    const head = `{"version":${LINK_VERSION},"journal":"${journal}"`
    const text = `${head},"entries":${JSON.stringify(piece)},"backlog":${entries.length - through}`
    pushes.push({ entries: piece.length, through, text })
  }
  return pushes
}

/** The link as one locker speaks it, without a machine behind it: it keeps its cursors and forgets the items. */
export class LinkClient {
  readonly locker: BenchLocker
  readonly #http: HttpClient
  readonly #nothing: Push
  #headers: Record<string, string> = {}
  #cursors: Cursor[] = []
  #cursorText = '[]'

  constructor(http: HttpClient, locker: BenchLocker, journal: JournalId) {
    this.#http = http
    this.locker = locker
    this.#nothing = noEntries(journal)
  }

  /** Proves the device key and gets a token. */
  async signIn(): Promise<void> {
    const { id: locker, key } = this.locker
    const asked = await this.#http.post('/link/v1/challenge', JSON.stringify({ locker }))
    const { nonce } = challengeReply.parse(bodyOf(asked))
    const signature = key.sign(challengeText(locker, nonce))
    const got = await this.#http.post(
      '/link/v1/token',
      JSON.stringify({ locker, nonce, signature }),
    )
    const { token } = tokenReply.parse(bodyOf(got))
    this.#headers = { authorization: `Bearer ${token}` }
  }

  /** One exchange: pushes what is given, and follows the feed. */
  async sync(push: Push = this.#nothing): Promise<SyncReply> {
    const text = `${push.text},"cursors":${this.#cursorText}}`
    let answer = await this.#http.post('/link/v1/sync', text, this.#headers)
    for (let tries = 0; answer.status === BUSY && tries < BUSY_TRIES_MAX; tries++) {
      await realClock.sleep(BUSY_PAUSE)
      answer = await this.#http.post('/link/v1/sync', text, this.#headers)
    }
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

  /** What a call needs to be this locker's. */
  get headers(): Readonly<Record<string, string>> {
    return this.#headers
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
