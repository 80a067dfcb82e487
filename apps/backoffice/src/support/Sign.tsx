import { Badge, Tooltip } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'
import type { ThemeColor } from '../theme/mantine-theme.ts'

type Props = {
  color: ThemeColor
  icon: Icon
  children: string
  /** What it means, on hover and for those who do not see it. */
  meaning?: string
}

/** A state: a word, a sign and a colour, never the colour alone. */
export function Sign({ color, icon: StateIcon, children, meaning }: Props) {
  const badge = (
    <Badge
      color={color}
      leftSection={<StateIcon size={16} aria-hidden />}
      tabIndex={meaning ? 0 : undefined}
      {...(meaning ? { 'aria-description': meaning } : {})}
    >
      {children}
    </Badge>
  )
  return meaning ? (
    <Tooltip label={meaning} events={{ hover: true, focus: true, touch: true }}>
      {badge}
    </Tooltip>
  ) : (
    badge
  )
}
