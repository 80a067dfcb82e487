import type { Outcome } from '@cubby/domain/kernel/intent'
import type { KioskAsk, KioskIntentName, KioskReply } from '@cubby/protocol/kiosk/intents'
import type { KioskState } from '@cubby/protocol/kiosk/state'

/** The screen of a locker as a program: says what a person did, and hears what to show. */
export type KioskClient = {
  /** One touch. Rejects with `KioskUnreachable` when the program behind the screen is gone. */
  say<K extends KioskIntentName>(name: K, ask: KioskAsk<K>): Promise<Outcome>
  state(): Promise<KioskState>
}

/** Nobody knows whether what was said has happened; the person looks at the doors and says it again. */
export class KioskUnreachable extends Error {
  override name = 'KioskUnreachable'
}

/** The machine says that it cannot: a fault of its own (a full disk), or a question that makes no sense. */
export class KioskProblem extends Error {
  override name = 'KioskProblem'
  readonly status: number

  constructor(path: string, status: number, text: string) {
    super(`${path}: ${status} ${text}`)
    this.status = status
  }
}

/** Talks to the kiosk API of an edge on this machine. */
export function kioskClient(url: string): KioskClient {
  const ask = async (path: string, init: RequestInit) => {
    const { ok, status, text } = await exchange(new URL(path, url), init)
    if (!ok) throw new KioskProblem(path, status, text)
    return JSON.parse(text) as unknown
  }
  return {
    say: async (name, body) => {
      const said = await ask(`/kiosk/v1/intents/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      return (said as KioskReply).outcome
    },
    state: async () => (await ask('/kiosk/v1/state', {})) as KioskState,
  }
}

/** True when a locker can serve people: it knows its plan, and it has seen every door of its layout. */
export function isServing({ completeAt, modules }: KioskState): boolean {
  const cells = modules.flatMap((module) => module.cells)
  return (
    completeAt !== null &&
    cells.every(({ doors }) => Object.values(doors).every((door) => door !== 'unknown'))
  )
}

async function exchange(url: URL, init: RequestInit) {
  try {
    const reply = await fetch(url, { ...init, signal: AbortSignal.timeout(10_000) })
    return { ok: reply.ok, status: reply.status, text: await reply.text() }
  } catch (cause) {
    throw new KioskUnreachable(url.pathname, { cause })
  }
}
