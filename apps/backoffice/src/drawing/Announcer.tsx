import { VisuallyHidden } from '@mantine/core'
import { type ReactNode, useCallback, useState } from 'react'

/** Says what a hand or a key has just done to those who do not see it; the second thing is put somewhere on the page. */
export function useAnnouncer(): readonly [(text: string) => void, ReactNode] {
  const [said, setSaid] = useState({ text: '', count: 0 })
  const announce = useCallback(
    (text: string) => setSaid(({ count }) => ({ text, count: count + 1 })),
    [],
  )
  // The same sentence twice is heard twice.
  const voice = (
    <VisuallyHidden component="output" aria-live="polite" data-testid="said">
      <span key={said.count}>{said.text}</span>
    </VisuallyHidden>
  )
  return [announce, voice]
}
