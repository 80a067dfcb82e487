import { useSyncExternalStore } from 'react'

const KEY = 'cubby.density'
const listeners = new Set<() => void>()

/** How close the rows of all tables stand, as this person chose in this browser. */
export function useDensity() {
  const isCompact = useSyncExternalStore(listen, () => localStorage.getItem(KEY) === 'compact')
  return { isCompact, setCompact }
}

function setCompact(isCompact: boolean) {
  if (isCompact) localStorage.setItem(KEY, 'compact')
  else localStorage.removeItem(KEY)
  for (const listener of listeners) listener()
}

function listen(listener: () => void) {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
