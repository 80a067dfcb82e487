import { unreachable } from '@cubby/kit/assert'
import type { SessionId } from '@cubby/kit/ids'
import { withDigit } from './code-entry.ts'
import { atBadge, atStart, type Step } from './model.ts'

/** Somebody's doors were just asked for. */
export const collecting = (session: SessionId): Step => ({
  at: 'recipient',
  session,
  problem: null,
  noted: [],
  notice: null,
})
/** A courier has just signed in. */
export const working = (session: SessionId): Step => ({
  at: 'courier',
  session,
  panel: null,
  takingOut: [],
  notice: null,
})

/** The step with this typed into what is being filled in. */
export function typed(step: Step, text: string): Step {
  if (step.at === 'start') return { ...step, code: withDigits(step.code, text), notice: null }
  if (step.at === 'badge') {
    if (step.field === 'badge')
      return { ...step, badge: (step.badge + text).slice(0, 40), notice: null }
    return { ...step, pin: (step.pin + text.replaceAll(/\D/g, '')).slice(0, 12), notice: null }
  }
  if (step.at === 'courier' && step.panel?.kind === 'list')
    return { ...step, panel: { kind: 'list', filter: (step.panel.filter + text).slice(0, 60) } }
  return step
}

const withDigits = (code: string, text: string) =>
  Array.from(text).reduce((so, char) => withDigit(so, char), code)

/** The step with the last character gone. */
export function erased(step: Step): Step {
  const shorter = (text: string) => text.slice(0, -1)
  if (step.at === 'start') return { ...step, code: shorter(step.code), notice: null }
  if (step.at === 'badge') return { ...step, [step.field]: shorter(step[step.field]) }
  if (step.at === 'courier' && step.panel?.kind === 'list')
    return { ...step, panel: { kind: 'list', filter: shorter(step.panel.filter) } }
  return step
}

/** One step back, where there is one. */
export function backFrom(step: Step): Step {
  switch (step.at) {
    case 'start':
      return atStart()
    case 'badge':
      return step.field === 'pin' ? atBadge() : atStart()
    case 'recipient':
      return { ...step, problem: null }
    case 'courier':
      return { ...step, panel: null }
    default:
      return unreachable(step)
  }
}
