import type { Side } from '@cubby/domain/cells/layout'
import type { Outcome } from '@cubby/domain/kernel/intent'
import type { KioskReply, KioskSlip } from '@cubby/protocol/kiosk/intents'
import type { KioskState } from '@cubby/protocol/kiosk/state'
import type { Ask } from '../model/model.ts'

/** A disk that is slow to write and a PIN that is slow to check take a second or two; nobody waits longer in silence. */
const PATIENCE_MS = 8_000

/** An answer, or why there is none: nobody knows what became of the question, or the machine cannot. */
export type Answer =
  | { kind: 'outcome'; outcome: Outcome }
  | { kind: 'no-answer' }
  | { kind: 'cannot' }

/** Asks the edge behind this screen. Never rejects. */
export async function askEdge({ name, body }: Ask): Promise<Answer> {
  try {
    const reply = await fetch(`/kiosk/v1/intents/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      // A page that is closed has still said it.
      keepalive: true,
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    if (!reply.ok) return { kind: 'cannot' }
    const { outcome } = (await reply.json()) as KioskReply
    return { kind: 'outcome', outcome }
  } catch {
    return { kind: 'no-answer' }
  }
}

/** Prints what this courier put in; false when that did not work. Never rejects. */
export async function printSlip(slip: KioskSlip): Promise<boolean> {
  try {
    const reply = await fetch('/kiosk/v1/slips', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(slip),
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    return reply.ok
  } catch {
    return false
  }
}

/** The state of the machine as it is for this side; null when it does not answer. */
export async function readState(side: Side): Promise<KioskState | null> {
  try {
    const reply = await fetch(`/kiosk/v1/state?side=${side}`, {
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    return reply.ok ? ((await reply.json()) as KioskState) : null
  } catch {
    return null
  }
}
