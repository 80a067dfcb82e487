import type { Outcome } from '@cubby/domain/kernel/intent'
import type { KioskSession, KioskState } from '@cubby/protocol/kiosk/state'
import { unreachable } from '@cubby/kit/assert'
import {
  type Ask,
  atBadge,
  atStart,
  type CourierPanel,
  doorName,
  type Model,
  sessionOf,
  type Step,
} from './model.ts'
import { type Notice, noticeOf } from './said.ts'
import { backFrom, collecting, erased, typed, working } from './steps.ts'

export type Event =
  | { on: 'state'; state: KioskState; at: number }
  | { on: 'unreached' }
  | { on: 'asked' }
  | { on: 'answered'; ask: Ask; outcome: Outcome }
  | { on: 'failed'; ask: Ask; why: 'no-answer' | 'cannot' }
  | { on: 'type'; text: string }
  | { on: 'erase' }
  | { on: 'go-to-badge'; badge: string }
  | { on: 'badge-next' }
  | { on: 'go-to-problem' }
  | { on: 'problem-with'; cell: NonNullable<Extract<Step, { at: 'recipient' }>['problem']>['cell'] }
  | { on: 'open-panel'; panel: CourierPanel }
  | { on: 'unreadable' }
  | { on: 'back' }
  | { on: 'start-over' }

/** What the screen knows after this. Total and pure: time comes in with the event. */
export function reduce(model: Model, event: Event): Model {
  switch (event.on) {
    case 'state':
      return withState(model, event.state, event.at)
    case 'unreached':
      return { ...model, isReached: false }
    case 'asked':
      return { ...model, underWay: model.underWay + 1, step: quiet(model.step) }
    case 'answered':
      return answered({ ...model, underWay: Math.max(0, model.underWay - 1) }, event)
    case 'failed':
      return failed({ ...model, underWay: Math.max(0, model.underWay - 1) }, event)
    case 'unreadable':
      return told(model, { tone: 'bad', id: 'told.unreadable' })
    case 'type':
      return { ...model, step: typed(model.step, event.text) }
    case 'erase':
      return { ...model, step: erased(model.step) }
    case 'go-to-badge':
      return { ...model, step: atBadge(event.badge) }
    case 'badge-next':
      return model.step.at === 'badge' && model.step.badge !== ''
        ? { ...model, step: { ...model.step, field: 'pin', notice: null } }
        : model
    case 'go-to-problem':
      return withProblem(model, onlyDoorOf(model))
    case 'problem-with':
      return withProblem(model, event.cell)
    case 'open-panel':
      return model.step.at === 'courier'
        ? { ...model, step: { ...model.step, panel: event.panel, notice: null } }
        : model
    case 'back':
      return { ...model, step: backFrom(model.step) }
    case 'start-over':
      return { ...model, step: atStart() }
    default:
      return unreachable(event)
  }
}

function withState(model: Model, state: KioskState, at: number): Model {
  const isFirst = model.state === null
  // Of an edge that has started again every version is news.
  if (model.isReached && model.state && state.version < model.state.version) return model
  const next: Model = { ...model, state, stateAt: at, isReached: true }
  if (isFirst) next.step = stepOfSession(sessionHere(next)) ?? next.step
  const { step } = next
  if (step.at !== 'recipient' && step.at !== 'courier') return next
  if (sessionOf(next)) return { ...next, sessionSeen: step.session }
  // A session that began with this page's last question may be newer than this state.
  if (model.underWay > 0 || model.sessionSeen !== step.session) return next
  return { ...next, step: atStart(whyOver(step.notice)) }
}

/** Why the visit is over: what was told a moment ago, when that is why. */
const whyOver = (told: Notice | null): Notice =>
  told?.id === 'told.off-hours' || told?.id === 'told.not-here'
    ? told
    : { tone: 'plain', id: 'told.no-session' }

const sessionHere = ({ state, side }: Model) =>
  state?.sessions.find((session) => session.side === side)

/** A page that was loaded anew goes on where the person stands. */
function stepOfSession(session: KioskSession | undefined): Step | null {
  if (!session) return null
  return session.kind === 'recipient' ? collecting(session.id) : working(session.id)
}

/** Whoever wanted to leave leaves: the edge ends what was left standing by itself. */
const failed = (model: Model, { ask, why }: Extract<Event, { on: 'failed' }>): Model =>
  ask.name === 'end-session' ? ended(model) : told(model, { tone: 'bad', id: `told.${why}` })

function answered(model: Model, { ask, outcome }: Extract<Event, { on: 'answered' }>): Model {
  if (!outcome.ok && outcome.why === 'no-session')
    return { ...model, step: atStart({ tone: 'plain', id: 'told.no-session' }) }
  const notice = noticeOf(outcome, {
    name: ask.name,
    nameOf: (cell) => doorName(model.state, cell),
    label: labelOf(model, ask),
  })
  return afterAnswer(model, ask, outcome, notice)
}

function afterAnswer(model: Model, ask: Ask, outcome: Outcome, notice: Notice | null): Model {
  const { step } = model
  switch (ask.name) {
    case 'enter-code':
    case 'show-qr':
      if (outcome.ok && outcome.did === 'opening')
        return { ...model, step: collecting(outcome.session) }
      return { ...model, step: atStart(notice) }
    case 'sign-in-courier':
      if (outcome.ok && outcome.did === 'signed-in')
        return { ...model, step: working(outcome.session) }
      return { ...model, step: { ...atBadge(), notice } }
    case 'open-again':
      return told(model, notice)
    case 'report-problem':
      if (step.at !== 'recipient') return model
      return {
        ...model,
        step: {
          ...step,
          problem: null,
          noted: outcome.ok ? [...step.noted, ask.body.cell] : step.noted,
          notice,
        },
      }
    case 'deposit':
      if (step.at !== 'courier') return model
      if (!outcome.ok && outcome.why === 'size-needed')
        return {
          ...model,
          step: {
            ...step,
            notice: null,
            panel: { kind: 'size', label: ask.body.label, types: outcome.types, low: false },
          },
        }
      return { ...model, step: { ...step, panel: null, notice } }
    case 'withdraw':
      if (step.at !== 'courier') return model
      return {
        ...model,
        step: {
          ...step,
          notice,
          takingOut: outcome.ok ? [...step.takingOut, ask.body.stay] : step.takingOut,
        },
      }
    case 'another-cell':
    case 'undo-deposit':
      return step.at === 'courier' ? { ...model, step: { ...step, panel: null, notice } } : model
    case 'end-session':
      return ended(model)
    default:
      return unreachable(ask)
  }
}

/** The label that was scanned, or that lies in the stay that was asked about. */
function labelOf(model: Model, { body }: Ask): string {
  if ('label' in body) return body.label
  const session = sessionOf(model)
  if (!('stay' in body) || session?.kind !== 'courier') return ''
  return session.deposits.find(({ stay }) => stay === body.stay)?.labels.join(', ') ?? ''
}

/** The next person may have begun already. */
const ended = (model: Model): Model =>
  model.step.at === 'recipient' || model.step.at === 'courier'
    ? { ...model, step: atStart() }
    : model

const quiet = (step: Step): Step => ({ ...step, notice: null })
const told = (model: Model, notice: Notice | null): Model => ({
  ...model,
  step: { ...model.step, notice },
})

/** With one door there is nothing to choose. */
function onlyDoorOf(model: Model) {
  const opened = sessionOf(model)?.opened ?? []
  return opened.length === 1 ? (opened[0]?.cell ?? null) : null
}

const withProblem = (
  model: Model,
  cell: NonNullable<Extract<Step, { at: 'recipient' }>['problem']>['cell'],
): Model =>
  model.step.at === 'recipient'
    ? { ...model, step: { ...model.step, problem: { cell }, notice: null } }
    : model
