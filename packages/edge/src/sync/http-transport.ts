import { AppError } from '@cubby/kit/app-error'
import { between, type Clock, type Instant, millis } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import { poke } from '@cubby/protocol/link/messages'
import { createParser } from 'eventsource-parser'
import type { PokeListener, Transport, TransportOptions, TransportReply } from './transport.ts'

/** A page of 500 layouts would still fit; anything larger is not our server. */
const REPLY_BYTES_MAX = 64 * 1024 * 1024

/** The link over HTTPS. `serverUrl` is the server's root, such as `https://parcels.example`. */
export function httpTransport(options: { serverUrl: string; clock: Clock }): Transport {
  const { clock } = options
  const root = options.serverUrl.replace(/\/+$/, '')
  return {
    post: (path, body, asked) => post(`${root}${path}`, body, asked, clock),
    poke: (asked, on) => listen(`${root}/link/v1/poke`, asked, on, clock),
  }
}

async function post(
  url: string,
  body: unknown,
  asked: TransportOptions,
  clock: Clock,
): Promise<TransportReply> {
  const done = new AbortController()
  const signal = AbortSignal.any([asked.signal, timeOut(clock, limits.requestTimeout, done)])
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...authorization(asked.token) },
      body: JSON.stringify(body),
      signal,
      redirect: 'error',
    })
    return { status: response.status, body: parsed(await textOf(response)) }
  } catch (cause) {
    throw unreachable(cause)
  } finally {
    done.abort()
  }
}

async function listen(
  url: string,
  asked: TransportOptions,
  on: PokeListener,
  clock: Clock,
): Promise<void> {
  const done = new AbortController()
  const signal = AbortSignal.any([asked.signal, done.signal])
  let heardAt = clock.monotonic() as number
  try {
    const opening = timeOut(clock, limits.requestTimeout, done)
    const response = await fetch(url, {
      headers: { accept: 'text/event-stream', ...authorization(asked.token) },
      signal: AbortSignal.any([signal, opening]),
      redirect: 'error',
    })
    if (response.status === 401) throw new AppError('auth/invalid', 'the token is no longer taken')
    if (!response.ok || !response.body)
      throw new AppError('server/busy', `no pokes: ${response.status}`)
    on.opened()
    const parser = createParser({
      onEvent: ({ data }) => {
        const told = poke.safeParse(parsed(data))
        if (told.success) on.poked(told.data.streams)
      },
    })
    void watchSilence(clock, () => heardAt as Instant, done)
    const decoder = new TextDecoder()
    for await (const chunk of response.body) {
      heardAt = clock.monotonic()
      parser.feed(decoder.decode(chunk as Uint8Array, { stream: true }))
    }
  } catch (cause) {
    throw unreachable(cause)
  } finally {
    done.abort()
  }
}

/** A connection through a dead modem stays open for ever; silence past two heartbeats ends it. */
async function watchSilence(clock: Clock, heardAt: () => Instant, done: AbortController) {
  for (;;) {
    const silentFor = between(heardAt(), clock.monotonic() as number as Instant)
    if (done.signal.aborted) return
    if (silentFor >= limits.pokeDeadAfter) return done.abort()
    await clock.sleep(millis(limits.pokeDeadAfter - silentFor), done.signal)
  }
}

/** Aborts after `duration`, unless `done` comes first. */
function timeOut(
  clock: Clock,
  duration: typeof limits.requestTimeout,
  done: AbortController,
): AbortSignal {
  const late = new AbortController()
  void clock.sleep(duration, done.signal).then(() => {
    if (!done.signal.aborted) late.abort()
  })
  return late.signal
}

const authorization = (token: string | null): Record<string, string> =>
  token === null ? {} : { authorization: `Bearer ${token}` }

async function textOf(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += (chunk as Uint8Array).length
    if (bytes > REPLY_BYTES_MAX)
      throw new AppError('server/internal', 'the answer is too large to be one')
    chunks.push(chunk as Uint8Array)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** Null for what is no JSON: a captive portal answers every question with a page. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const unreachable = (cause: unknown) =>
  cause instanceof AppError
    ? cause
    : new AppError('link/unreachable', 'the server could not be reached', { cause })
