import { type CancelSignal, type Clock, instant, type Millis, millis } from '@cubby/kit/clock'

/** The time of this machine: the one place in the product that reads it. */
export const realClock: Clock = {
  now: () => instant(Date.now()),
  monotonic: () => millis(performance.now()),
  sleep,
}

function sleep(duration: Millis, signal?: CancelSignal): Promise<void> {
  if (signal?.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, duration)
    signal?.addEventListener('abort', done, { once: true })
  })
}
