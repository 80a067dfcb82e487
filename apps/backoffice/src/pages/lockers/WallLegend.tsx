import { Group, Text } from '@mantine/core'
import { IconClock, IconLock, IconQuestionMark, IconX } from '@tabler/icons-react'
import { useText } from '../../text.ts'

const looks = [
  { text: 'cell.use.free', ground: 'surface', icon: null, edge: 'solid' },
  { text: 'cell.use.reserved', ground: 'sunken', icon: IconClock, edge: 'solid' },
  { text: 'cell.use.occupied', ground: 'link-tint', icon: null, edge: 'solid' },
  { text: 'cell.service.blocked', ground: 'sunken', icon: IconLock, edge: 'solid' },
  { text: 'cell.service.faulty', ground: 'alarm-tint', icon: IconX, edge: 'solid' },
  { text: 'cell.door.unknown', ground: 'surface', icon: IconQuestionMark, edge: 'dotted' },
] as const

/** What the doors of the wall look like, and what that says. */
export function WallLegend() {
  const { t } = useText()
  return (
    <Group component="ul" gap="lg" p={0} m={0} mt="md" style={{ listStyle: 'none' }}>
      {looks.map(({ text, ground, icon: Icon, edge }) => (
        <Group component="li" key={text} gap={8} wrap="nowrap">
          <span
            aria-hidden
            style={{
              width: 28,
              height: 20,
              display: 'grid',
              placeItems: 'center',
              borderRadius: 4,
              background: `var(--c-${ground})`,
              border: `1.5px ${edge} var(--c-edge)`,
            }}
          >
            {Icon && <Icon size={14} />}
          </span>
          <Text size="sm">{t(text)}</Text>
        </Group>
      ))}
    </Group>
  )
}
