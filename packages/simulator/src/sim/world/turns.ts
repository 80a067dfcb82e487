/** So many turns are asked for at a time: going round the whole event loop for each of them costs more than what happens in it. */
const AT_ONCE = 64

/**
 * How the time of a simulated world settles: one turn of the event loop after another, each after everything that promises can still
 * do, rejections that nobody heard of included. No socket or disk is waited for: there is none in such a world.
 */
export function turnsOfTheLoop(): () => Promise<void> {
  let ahead = 0
  let waiting: (() => void) | null = null
  const turn = () => {
    ahead--
    const goOn = waiting
    waiting = null
    goOn?.()
  }
  return () =>
    new Promise((resolve) => {
      waiting = resolve
      if (ahead > 0) return
      ahead = AT_ONCE
      for (let i = 0; i < AT_ONCE; i++) setImmediate(turn)
    })
}
