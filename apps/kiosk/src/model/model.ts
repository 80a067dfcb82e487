import type { CellId, SessionId, StayId } from '@cubby/kit/ids'
import type { Side } from '@cubby/domain/cells/layout'
import type { KioskAsk, KioskIntentName } from '@cubby/protocol/kiosk/intents'
import type { KioskSession, KioskState } from '@cubby/protocol/kiosk/state'
import type { Notice } from './said.ts'

/** Something to ask of the edge. */
export type Ask = { [K in KioskIntentName]: { name: K; body: KioskAsk<K> } }[KioskIntentName]

/** What lies over the courier's work, if anything. */
export type CourierPanel =
  | { kind: 'size'; label: string; types: readonly string[]; low: boolean }
  | { kind: 'another'; stay: StayId; label: string }
  | { kind: 'list'; filter: string }
  | { kind: 'withdraw' }
  | { kind: 'summary' }

/** Where a person is, as far as only this screen knows. */
export type Step =
  | { at: 'start'; code: string; notice: Notice | null }
  | { at: 'badge'; field: 'badge' | 'pin'; badge: string; pin: string; notice: Notice | null }
  | {
      at: 'recipient'
      session: SessionId
      /** Choosing what is wrong; with a null cell first which door. */
      problem: { cell: CellId | null } | null
      noted: readonly CellId[]
      notice: Notice | null
    }
  | {
      at: 'courier'
      session: SessionId
      panel: CourierPanel | null
      /** Stays whose cells were opened to take them out. */
      takingOut: readonly StayId[]
      notice: Notice | null
    }

export type StepOf<K extends Step['at']> = Extract<Step, { at: K }>

/** Everything that decides what this screen shows, besides language and display options. */
export type Model = {
  side: Side
  state: KioskState | null
  /** This page's own clock when the state came, to tell the locker's time in between. */
  stateAt: number
  isReached: boolean
  step: Step
  /** The last session of this screen that a state knew of: when it is gone from a later one, it has ended. */
  sessionSeen: SessionId | null
  /** Questions on their way to the edge. */
  underWay: number
}

export const atStart = (notice: Notice | null = null): StepOf<'start'> => ({
  at: 'start',
  code: '',
  notice,
})
export const atBadge = (badge = ''): StepOf<'badge'> => ({
  at: 'badge',
  field: badge === '' ? 'badge' : 'pin',
  badge,
  pin: '',
  notice: null,
})

/** A screen that has heard nothing yet. */
export const freshModel = (side: Side): Model => ({
  side,
  state: null,
  stateAt: 0,
  isReached: false,
  step: atStart(),
  sessionSeen: null,
  underWay: 0,
})

/** The session that this screen is showing, while the machine still knows it. */
export function sessionOf({ state, step }: Pick<Model, 'state' | 'step'>): KioskSession | null {
  if (step.at !== 'recipient' && step.at !== 'courier') return null
  return state?.sessions.find(({ id }) => id === step.session) ?? null
}

/** What is written on a door. */
export function doorName(state: KioskState | null, cell: CellId): string {
  for (const { cells } of state?.modules ?? [])
    for (const each of cells) if (each.id === cell) return each.name
  return '?'
}
