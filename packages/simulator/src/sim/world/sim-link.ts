import type { PokeListener, Transport, TransportReply } from '@cubby/edge/sync/transport'
import { AppError } from '@cubby/kit/app-error'
import { millis, type Millis } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import type { Prng } from '@cubby/kit/prng'
import type { VirtualClock } from '@cubby/kit/virtual-clock'
import type { Life } from './life.ts'

/** A server process as the network sees it. */
export interface ServerEnd {
  readonly isUp: boolean
  post(path: string, body: unknown, token: string | null): Promise<TransportReply>
  /** Calls back with stream names until `closed` resolves or the returned function is called. */
  listen(
    token: string | null,
    heard: (streams: readonly string[]) => void,
  ): Promise<{ closed: Promise<void>; close(): void }>
}

/** What is wrong with the line between one machine and the servers. */
export type LinkMood = {
  /** `deaf`: what the machine says arrives, the answers do not. `half-open`: nothing arrives, nobody is told. */
  state: 'up' | 'cut' | 'half-open' | 'deaf'
  loss: number
  duplicates: number
  delayMs: number
  pokeLoss: number
}

export const fairLink: LinkMood = { state: 'up', loss: 0, duplicates: 0, delayMs: 40, pokeLoss: 0 }

const REFUSED_AFTER = millis(30)

/**
 * The line between one machine and whichever server answers. What goes over it is copied, as bytes would be; it may
 * be lost, late, doubled, or overtaken by what was said later.
 */
export class SimLink {
  readonly #clock: VirtualClock
  readonly #chance: Prng
  readonly #servers: readonly ServerEnd[]
  mood: LinkMood = { ...fairLink }
  readonly #pokeEnds = new Set<() => void>()

  constructor(options: { clock: VirtualClock; chance: Prng; servers: readonly ServerEnd[] }) {
    this.#clock = options.clock
    this.#chance = options.chance
    this.#servers = options.servers
  }

  set(mood: Partial<LinkMood>) {
    this.mood = { ...this.mood, ...mood }
    // A cable that is pulled ends the stream of pokes at once; a half-open one is noticed by its silence.
    if (mood.state === 'cut') this.#endPokes()
    else if (mood.state !== undefined && mood.state !== 'up') void this.#noticeSilence()
  }

  transportFor(life: Life): Transport {
    life.onEnd(() => this.#endPokes())
    return {
      post: (path, body, { token }) => life.hears(this.#post(path, body, token)),
      poke: ({ token }, on) => life.hears(this.#poke(token, on, life)),
    }
  }

  async #post(path: string, body: unknown, token: string | null): Promise<TransportReply> {
    const sent = JSON.stringify(body)
    await this.#wait(this.#delay())
    const server = this.#server()
    if (this.#is('cut') || !server) {
      await this.#wait(REFUSED_AFTER)
      throw unreachable()
    }
    if (this.#is('half-open') || this.#chance.chance(this.mood.loss)) return this.#silence()
    if (this.#chance.chance(this.mood.duplicates)) void this.#sendAgain(path, sent, token)
    let reply: TransportReply
    try {
      reply = await server.post(path, JSON.parse(sent), token)
    } catch {
      // The server went away while it was working: the connection breaks.
      throw unreachable()
    }
    const said = JSON.stringify(reply)
    await this.#wait(this.#delay())
    if (this.#is('cut')) throw unreachable()
    if (!this.#is('up') || this.#chance.chance(this.mood.loss)) return this.#silence()
    return JSON.parse(said) as TransportReply
  }

  /** The same bytes once more, later, to whichever server: nobody hears the answer. */
  async #sendAgain(path: string, sent: string, token: string | null) {
    await this.#wait(millis(this.#chance.int(0, 90_000)))
    await this.#server()
      ?.post(path, JSON.parse(sent), token)
      .catch(() => undefined)
  }

  async #silence(): Promise<never> {
    await this.#wait(limits.requestTimeout)
    throw unreachable()
  }

  async #poke(token: string | null, on: PokeListener, life: Life): Promise<void> {
    await this.#wait(this.#delay())
    const server = this.#server()
    if (this.mood.state !== 'up' || !server) throw unreachable()
    const stream = await server.listen(token, (streams) => {
      if (this.mood.state !== 'up' || this.#chance.chance(this.mood.pokeLoss)) return
      void this.#wait(this.#delay()).then(() => {
        if (!life.isOver) on.poked(streams)
      })
    })
    const cut = Promise.withResolvers<void>()
    const end = () => cut.resolve()
    this.#pokeEnds.add(end)
    on.opened()
    await Promise.race([stream.closed, cut.promise])
    this.#pokeEnds.delete(end)
    stream.close()
  }

  async #noticeSilence() {
    await this.#wait(limits.pokeDeadAfter)
    if (this.mood.state !== 'up') this.#endPokes()
  }

  #endPokes() {
    for (const end of this.#pokeEnds) end()
  }

  /** Asked anew after every wait: the line may have changed meanwhile. */
  #is(state: LinkMood['state']): boolean {
    return this.mood.state === state
  }

  #server(): ServerEnd | null {
    const up = this.#servers.filter(({ isUp }) => isUp)
    return up.length === 0 ? null : this.#chance.pick(up)
  }

  #delay(): Millis {
    return millis(this.#chance.int(1, Math.max(2, 2 * this.mood.delayMs)))
  }

  #wait(duration: Millis): Promise<void> {
    return this.#clock.sleep(duration)
  }
}

const unreachable = () => new AppError('link/unreachable', 'the server could not be reached')
