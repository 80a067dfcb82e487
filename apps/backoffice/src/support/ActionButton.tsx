import { Button, type ButtonProps, Tooltip } from '@mantine/core'
import type { MouseEvent } from 'react'

type Props = ButtonProps & {
  onClick: () => void
  /** Why it cannot be done now: shown on hover and focus, and read out. The button stays reachable. */
  disabledReason?: string | undefined
  'data-testid'?: string
}

/** A button that says why when it is forbidden. */
export function ActionButton({ disabledReason, onClick, ...props }: Props) {
  if (disabledReason === undefined) return <Button {...props} onClick={onClick} />
  const refuse = (event: MouseEvent) => event.preventDefault()
  return (
    <Tooltip label={disabledReason} events={{ hover: true, focus: true, touch: true }}>
      <Button
        {...props}
        data-disabled
        aria-disabled
        aria-description={disabledReason}
        onClick={refuse}
      />
    </Tooltip>
  )
}
