/** After how many seconds untouched a person is asked, and after how many the screen starts over. */
export type IdleLimits = { warnAfter: number; endAfter: number }
export type IdlePhase = { is: 'active' } | { is: 'warning'; secondsLeft: number } | { is: 'over' }

/** What being untouched for so long means. */
export function idlePhase(untouchedMs: number, { warnAfter, endAfter }: IdleLimits): IdlePhase {
  if (untouchedMs >= endAfter * 1_000) return { is: 'over' }
  if (untouchedMs < warnAfter * 1_000) return { is: 'active' }
  return { is: 'warning', secondsLeft: Math.ceil(endAfter - untouchedMs / 1_000) }
}
