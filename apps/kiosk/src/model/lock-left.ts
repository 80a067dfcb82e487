import type { Model } from './model.ts'

export type LockLeft = { seconds: number } | 'today'

/** How long no code is taken; null when one is. The locker's clock and this page's count alike, whatever they show. */
export function lockLeft(
  { state, stateAt }: Pick<Model, 'state' | 'stateAt'>,
  at: number,
): LockLeft | null {
  if (!state?.lock) return null
  const { until } = state.lock
  if (until === null) return 'today'
  const seconds = Math.ceil((until - state.now - (at - stateAt)) / 1_000)
  return seconds > 0 ? { seconds } : null
}
