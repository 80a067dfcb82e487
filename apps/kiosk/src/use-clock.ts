import { useEffect, useState } from 'react'

/** This page's own clock, read again so often; not at all while nobody needs it. */
export function useClock(everyMs: number, isNeeded: boolean): number {
  const [now, setNow] = useState(() => performance.now())
  useEffect(() => {
    if (!isNeeded) return
    const timer = setInterval(() => setNow(performance.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs, isNeeded])
  return now
}
