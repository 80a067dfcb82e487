import type { Instant } from '@cubby/kit/clock'
import type {
  BootId,
  CellId,
  CourierId,
  GrantId,
  RequestId,
  SessionId,
  StayId,
} from '@cubby/kit/ids'
import type { CellSpec, Side } from '../cells/layout.ts'
import type { EntryBody, Problem } from '../journal/entries.ts'
import type { Command } from '../rights/directory.ts'

/** What a door contact says. `item`: what a sensor sees inside; null without one. */
export type DoorSeen = {
  cell: CellId
  side: Side
  door: 'open' | 'closed' | 'unknown'
  item: boolean | null
}

/**
 * Everything that can reach the rules. Secrets never do: the shell has already turned a code into its verifier, a
 * PIN into right or wrong, a QR into a grant whose signature holds or not.
 */
export type Intent =
  | { do: 'start'; boot: BootId; version: string; doors: readonly DoorSeen[] }
  | { do: 'see-doors'; doors: readonly DoorSeen[] }
  | { do: 'pulse-failed'; request: RequestId }
  | { do: 'tick' }
  | { do: 'sign-in-courier'; side: Side; courier: CourierId | null; pinOk: boolean }
  | {
      do: 'deposit'
      session: SessionId
      label: string
      /** The size class a person chose; needed when nobody announced the parcel's measures. */
      type: string | null
      low: boolean
    }
  | { do: 'another-cell'; session: SessionId; stay: StayId; reason: AnotherReason }
  | { do: 'undo-deposit'; session: SessionId; stay: StayId }
  | { do: 'withdraw'; session: SessionId; stay: StayId }
  | { do: 'enter-code'; side: Side; codeVerifier: string }
  | { do: 'show-qr'; side: Side; grant: GrantId | null; signatureHolds: boolean }
  | { do: 'open-again'; session: SessionId; cell: CellId }
  | { do: 'report-problem'; session: SessionId; cell: CellId; problem: Problem }
  | { do: 'end-session'; session: SessionId }
  | { do: 'obey'; command: Command; asOfSeq: number | null; clockSynced: boolean }

export type AnotherReason = 'too-small' | 'dirty' | 'broken' | 'occupied'

/** What the shell must do after the entries are durable. Nothing else ever moves a door. */
export type Effect = { do: 'pulse'; request: RequestId; cell: CellId; side: Side }

/** A door that was asked to open, for the wall on the screen. */
export type DoorShown = { cell: CellId; name: string; side: Side; stay: StayId | null }

/** What the person in front of the machine is told. The compiler makes the screens show each one. */
export type Outcome =
  | { ok: true; did: 'noted' }
  | { ok: true; did: 'signed-in'; session: SessionId }
  | { ok: true; did: 'opening'; session: SessionId; doors: readonly DoorShown[] }
  | { ok: false; why: 'wrong'; triesLeft: number }
  | { ok: false; why: 'locked'; until: Instant | null }
  | {
      ok: false
      why: 'not-yet' | 'expired' | 'used' | 'incomplete' | 'bad-signature' | 'stale-directory'
    }
  /** A courier outside his hours, at a machine that is none of his, or at work that he does not do. */
  | { ok: false; why: 'off-hours' | 'not-here' | 'not-your-task' }
  | { ok: false; why: 'no-session' | 'no-such-stay' | 'too-late' | 'again-limit' | 'not-allowed' }
  | { ok: false; why: 'unknown-label' }
  | { ok: false; why: 'size-needed'; types: readonly string[] }
  | { ok: false; why: 'already-inside'; cell: CellId }
  | { ok: false; why: 'full' | 'too-big' | 'not-in-service' }
  /** Nothing is put in until then; what was begun can be finished. */
  | { ok: false; why: 'maintenance'; until: Instant }
  | { ok: false; why: 'close-a-door'; open: number }
  | { ok: false; why: 'door-open' | 'cell-out-of-service'; cell: CellId }

export type Decision = {
  entries: readonly EntryBody[]
  effects: readonly Effect[]
  outcome: Outcome
}

export const shown = (spec: CellSpec, side: Side, stay: StayId | null): DoorShown => ({
  cell: spec.id,
  name: spec.name,
  side,
  stay,
})
