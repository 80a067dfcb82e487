import { ActionIcon, Tooltip } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'

type Props = {
  icon: Icon
  label: string
  /** Said besides the label, such as the keys that do the same. */
  hint?: string
  isOff?: boolean
  onClick: () => void
}

/** A tool as a sign. One that is off now stays where it is and can be reached. */
export function Tool({ icon: ToolIcon, label, hint, isOff = false, onClick }: Props) {
  return (
    <Tooltip label={hint ? `${label} (${hint})` : label}>
      <ActionIcon
        variant="default"
        size={36}
        aria-label={label}
        aria-disabled={isOff}
        data-disabled={isOff}
        onClick={() => {
          if (!isOff) onClick()
        }}
      >
        <ToolIcon size={20} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}
