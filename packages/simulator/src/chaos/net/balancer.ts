import { once } from 'node:events'
import {
  createServer,
  type IncomingMessage,
  request as ask,
  type Server,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { realClock } from '@cubby/keys/real-clock'
import { type Millis, millis } from '@cubby/kit/clock'
import type { Prng } from '@cubby/kit/prng'

/** A server that calls may be sent to. */
export type Backend = { name: string; port: number }

/** What a careless network does to calls. Shares are probabilities. */
export type Mischief = {
  /** An exchange of a locker is repeated at the other server, at once or late, and that answer is dropped. */
  duplicates: number
  /** A call is carried out and its answer never arrives. */
  lostAnswers: number
}

const PEACE: Mischief = { duplicates: 0, lostAnswers: 0 }
const SYNC = '/link/v1/sync'
const LATE_MAX = 4_000

type Hold = {
  backend: Backend
  isClosed: boolean
  running: number
  streams: number
  answered: number
}
type Call = { method: string; path: string; headers: IncomingMessage['headers']; body: Buffer }

/**
 * The load balancer before the servers: one call to one server that takes calls, in turns. It repeats nothing that
 * may have been heard; when a server dies with a call, the caller's connection dies, too.
 */
export class Balancer implements AsyncDisposable {
  readonly #server: Server
  readonly #holds: Hold[]
  readonly #chance: Prng
  readonly #served: (backend: string) => void
  #mischief: Mischief = PEACE
  #turn = 0
  duplicated = 0
  answersLost = 0

  private constructor(options: BalancerOptions) {
    this.#chance = options.chance
    this.#served = options.served ?? (() => {})
    this.#holds = options.backends.map((backend) => ({
      backend,
      isClosed: false,
      running: 0,
      streams: 0,
      answered: 0,
    }))
    this.#server = createServer((request, response) => void this.#handle(request, response))
    // An idle connection costs nothing here, and closing one races with its next call.
    this.#server.keepAliveTimeout = 0
  }

  static async open(options: BalancerOptions): Promise<Balancer> {
    const balancer = new Balancer(options)
    balancer.#server.listen(0, '127.0.0.1')
    await once(balancer.#server, 'listening')
    return balancer
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`
  }

  /** How many calls this server has answered so far, and did not fail. */
  answered(name: string): number {
    return this.#hold(name).answered
  }

  mischief(mischief: Partial<Mischief>) {
    this.#mischief = { ...this.#mischief, ...mischief }
  }

  /** Sends no more calls to this server, and resolves when those under way have ended. Streams stay open. */
  async drain(name: string): Promise<void> {
    const hold = this.#hold(name)
    hold.isClosed = true
    while (hold.running > 0) await realClock.sleep(millis(10))
  }

  /** Sends calls to this server again. */
  admit(name: string) {
    this.#hold(name).isClosed = false
  }

  async [Symbol.asyncDispose]() {
    const closed = once(this.#server, 'close')
    this.#server.close()
    this.#server.closeAllConnections()
    await closed
  }

  #hold(name: string): Hold {
    const hold = this.#holds.find(({ backend }) => backend.name === name)
    if (!hold) throw new RangeError(`there is no server ${name}`)
    return hold
  }

  async #handle(request: IncomingMessage, response: ServerResponse) {
    request.on('error', () => {})
    response.on('error', () => {})
    try {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      const { method = 'GET', url: path = '/', headers } = request
      await this.#answer({ method, path, headers, body: Buffer.concat(chunks) }, response)
    } catch {
      response.destroy()
    }
  }

  async #answer(call: Call, response: ServerResponse) {
    const { duplicates, lostAnswers } = this.#mischief
    const isDuplicated = call.path === SYNC && this.#chance.chance(duplicates)
    const isLost = this.#chance.chance(lostAnswers)
    const first = this.#turn++
    if (isDuplicated) void this.#repeat(call, first + 1)
    for (let tries = 0; tries < this.#holds.length; tries++) {
      const hold = this.#holds[(first + tries) % this.#holds.length]
      if (!hold || hold.isClosed) continue
      const answer = await this.#forward(hold, call)
      if (answer === 'refused') continue
      if (answer === 'lost') break
      if (answer.statusCode !== undefined && answer.statusCode < 500) {
        hold.answered++
        this.#served(hold.backend.name)
      }
      if (isLost) {
        this.answersLost++
        answer.destroy()
        break
      }
      return passOn(answer, response)
    }
    response.destroy()
  }

  /** The same words once more at another server, now or a little later; nobody listens to what it says. */
  async #repeat(call: Call, at: number) {
    this.duplicated++
    if (this.#chance.chance(0.5)) await realClock.sleep(lateBy(this.#chance))
    const hold = this.#holds[at % this.#holds.length]
    if (!hold || hold.isClosed) return
    const answer = await this.#forward(hold, call)
    if (typeof answer !== 'string') answer.resume()
  }

  /** `refused`: nobody was there to hear it. `lost`: it may have been heard, and there will be no answer. */
  #forward(hold: Hold, call: Call): Promise<IncomingMessage | 'refused' | 'lost'> {
    const { method, path, body } = call
    const isStream = path === '/link/v1/poke'
    const kind = isStream ? 'streams' : 'running'
    hold[kind]++
    let isOver = false
    const over = () => {
      if (!isOver) hold[kind]--
      isOver = true
    }
    return new Promise((resolve) => {
      const sent = ask({
        host: '127.0.0.1',
        port: hold.backend.port,
        method,
        path,
        headers: { ...call.headers, connection: 'close' },
        agent: false,
      })
      sent.once('response', (answer) => {
        answer.once('close', over)
        answer.on('error', () => {})
        resolve(answer)
      })
      sent.on('error', (error: NodeJS.ErrnoException) => {
        over()
        resolve(error.code === 'ECONNREFUSED' ? 'refused' : 'lost')
      })
      sent.end(body)
    })
  }
}

type BalancerOptions = {
  backends: readonly Backend[]
  chance: Prng
  /** Calls back whenever a server has answered a call and did not fail. */
  served?: (backend: string) => void
}

const lateBy = (chance: Prng): Millis => millis(chance.int(100, LATE_MAX))

/** What concerns one hop only. */
const OF_THE_HOP = new Set(['connection', 'keep-alive', 'transfer-encoding'])

function passOn(answer: IncomingMessage, response: ServerResponse) {
  const headers = Object.entries(answer.headers).filter(([name]) => !OF_THE_HOP.has(name))
  response.writeHead(answer.statusCode ?? 502, Object.fromEntries(headers))
  response.flushHeaders()
  answer.pipe(response)
  // A server that dies in the middle of an answer leaves half of one; whoever leaves stops listening.
  answer.once('close', () => (answer.complete ? undefined : response.destroy()))
  response.once('close', () => answer.destroy())
}
