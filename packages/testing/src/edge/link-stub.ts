import { AppError, errorCodes } from '@cubby/kit/app-error'
import { instant, type Clock } from '@cubby/kit/clock'
import type { LockerId } from '@cubby/kit/ids'
import { newSigningPair, signer, signatureHolds } from '@cubby/keys/signing'
import { sha256 } from '@cubby/keys/digest'
import { chainHash, GENESIS, type WireEntryUnread } from '@cubby/protocol/link/envelope'
import {
  challengeText,
  enrolRequest,
  type FeedItem,
  type FeedPage,
  syncRequest,
  type SyncReply,
  type SyncRequest,
  tokenRequest,
} from '@cubby/protocol/link/messages'
import type { PokeListener } from '@cubby/edge/sync/transport'
import type { GrantKeys } from '../builders.ts'

type Reply = { status: number; body: unknown }
type Stream = { epoch: string; head: number; items: Map<string, FeedItem> }

/**
 * The server's side of the link in memory, as strict as the rules are: contiguous prefix only, equal overlap
 * skipped, different overlap refused. For tests of the edge alone; the real one is tested with the real server.
 */
export class LinkStub {
  readonly locker: LockerId
  readonly lockerKey = '11'.repeat(32)
  readonly directoryKey = '22'.repeat(32)
  readonly #clock: Clock
  readonly #pair = newSigningPair()
  readonly #streams = new Map<string, Stream>()
  readonly enrolments: string[] = []
  /** What was received, by journal; the hash chain is checked on the way in. */
  readonly journals = new Map<string, WireEntryUnread[]>()
  /** Streams the locker is told to follow besides its own. */
  follow: string[] = ['network']
  pageItems = 500
  retryAfterMs = 0
  /** What happens to a call: null lets it through. Set by a test to lose, refuse or delay. */
  fault: ((path: string) => 'lose-request' | 'lose-reply' | AppError | null) | null = null
  readonly calls: { path: string; at: number; body: unknown }[] = []
  #devicePublicKey: string | null = null
  #nonces = 0
  #tokens = new Set<string>()
  #pokes = new Set<PokeListener>()
  #hangUps: (() => void)[] = []

  constructor(locker: LockerId, clock: Clock) {
    this.locker = locker
    this.#clock = clock
  }

  get keys(): GrantKeys {
    return {
      keyId: 'k1',
      signer: signer(this.#pair.privatePem),
      locker: this.locker,
      lockerKey: this.lockerKey,
    }
  }

  get ownStream() {
    return `locker:${this.locker}`
  }

  /** Entries received so far, all journals together. */
  get received(): WireEntryUnread[] {
    return [...this.journals.values()].flat()
  }

  /** Writes items of one stream, as one version. */
  write(stream: string, items: { key: string; body: unknown; asOfSeq?: number }[]) {
    const to = this.#stream(stream)
    to.head++
    for (const { key, body, asOfSeq = null } of items) {
      const dead = body === null
      to.items.set(key, { key, version: to.head, dead, body, asOfSeq })
    }
  }

  /** A restore from a backup: versions mean nothing any more, and everything is told anew. */
  renewEpoch(stream: string) {
    const to = this.#stream(stream)
    to.epoch = `${to.epoch}+`
  }

  forgetTokens() {
    this.#tokens.clear()
  }

  /** A restore from a backup that is older than this machine. */
  forgetDevice() {
    this.#devicePublicKey = null
    this.forgetTokens()
  }

  poke() {
    for (const on of this.#pokes) on.poked([this.ownStream])
  }

  listen(on: PokeListener, signal: AbortSignal): Promise<void> {
    if (this.fault?.('/link/v1/poke'))
      return Promise.reject(new AppError('link/unreachable', 'the server could not be reached'))
    return new Promise((resolve) => {
      const end = () => {
        this.#pokes.delete(on)
        resolve()
      }
      this.#pokes.add(on)
      this.#hangUps.push(end)
      signal.addEventListener('abort', end)
      on.opened()
    })
  }

  /** Every poke stream breaks. */
  hangUp() {
    for (const end of this.#hangUps.splice(0)) end()
  }

  /** Answers a call as the server would, with a problem for every refusal. */
  handle(path: string, body: unknown, token: string | null): Reply {
    this.calls.push({ path, at: this.#clock.now(), body })
    try {
      return { status: 200, body: this.#route(path, body, token) }
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      return refusal(error)
    }
  }

  #route(path: string, body: unknown, token: string | null): unknown {
    switch (path) {
      case '/link/v1/enrol':
        return this.#enrol(body)
      case '/link/v1/challenge':
        return { nonce: `nonce-${++this.#nonces}` }
      case '/link/v1/token':
        return this.#token(body)
      case '/link/v1/sync':
        if (token === null || !this.#tokens.has(token))
          throw new AppError('auth/invalid', 'who is that?')
        return this.#sync(syncRequest.parse(body))
      default:
        throw new AppError('input/unknown-route', path)
    }
  }

  #enrol(body: unknown) {
    const { publicKey } = enrolRequest.parse(body)
    if (this.#devicePublicKey !== null && this.#devicePublicKey !== publicKey)
      throw new AppError('enrolment/invalid', 'the code was used by another device')
    this.#devicePublicKey = publicKey
    this.enrolments.push(publicKey)
    const { lockerKey, directoryKey, locker } = this
    return { locker, lockerKey, directoryKey, signingKeys: { k1: this.#pair.publicKey } }
  }

  #token(body: unknown) {
    const { locker, nonce, signature } = tokenRequest.parse(body)
    if (!signatureHolds(this.#devicePublicKey ?? '', challengeText(locker, nonce), signature))
      throw new AppError('auth/invalid', 'not the key of this device')
    const token = `token-${nonce}`
    this.#tokens.add(token)
    return { token, expiresAt: instant(this.#clock.now() + 3_600_000) }
  }

  #sync(request: SyncRequest): SyncReply {
    const received = this.#receive(request)
    const follow = [this.ownStream, ...this.follow]
    return {
      receivedThrough: received,
      appliedThrough: received,
      durableThrough: received,
      follow,
      pages: request.cursors
        .filter(({ stream }) => follow.includes(stream))
        .map((cursor) => this.#page(cursor)),
      retryAfterMs: this.retryAfterMs,
      serverTime: this.#clock.now(),
    }
  }

  #receive({ journal, entries }: SyncRequest): number {
    const log = this.journals.get(journal) ?? []
    for (const entry of entries) {
      const known = log[entry.seq - 1]
      if (known && known.hash !== entry.hash) throw new AppError('link/fork', 'another story')
      if (known) continue
      if (entry.seq !== log.length + 1)
        throw new AppError('link/gap', 'entries are missing', {
          extra: { receivedThrough: log.length },
        })
      if (chainHash(sha256, log.at(-1)?.hash ?? GENESIS, entry) !== entry.hash)
        throw new AppError('link/fork', 'the chain is broken')
      log.push(entry)
    }
    this.journals.set(journal, log)
    return log.length
  }

  #page(asked: SyncRequest['cursors'][number]): FeedPage {
    const { epoch, head, items } = this.#stream(asked.stream)
    const reset = asked.epoch !== epoch
    const from = reset ? 0 : asked.cursor
    const newer = [...items.values()]
      .filter(({ version }) => version > from)
      .sort((a, b) => a.version - b.version)
    const cut = newer.slice(0, this.pageItems)
    // A version is never split over two pages, or the second half would be skipped.
    const lastVersion = cut.at(-1)?.version
    const page = newer.filter(({ version }) => lastVersion !== undefined && version <= lastVersion)
    const isAll = page.length === newer.length
    return {
      stream: asked.stream,
      epoch,
      head,
      cursor: isAll ? head : (lastVersion ?? head),
      reset,
      items: page,
    }
  }

  #stream(name: string): Stream {
    let stream = this.#streams.get(name)
    if (!stream) {
      stream = { epoch: 'first', head: 0, items: new Map() }
      this.#streams.set(name, stream)
    }
    return stream
  }
}

function refusal(error: AppError): Reply {
  const { http, retry, meaning } = errorCodes[error.code]
  const body = {
    type: 'about:blank',
    title: meaning,
    status: http,
    code: error.code,
    detail: error.message,
    reference: 'stub',
    retryable: retry,
    errors: [],
    extra: error.extra,
  }
  return { status: http, body }
}
