import { Group, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useFormat } from '../../support/format.ts'
import { Link } from '../../support/Link.tsx'

type Props = {
  label: string
  value: number | string
  note: string
  /** The list of what is counted here. */
  href: string
  /** Somebody should look: it gets a sign besides its colour. */
  isBad?: boolean
}

/** One number, what it says, and the way to what it counts. */
export function Figure({ label, value, note, href, isBad = false }: Props) {
  const { number } = useFormat()
  return (
    <Link
      href={href}
      className="clickable"
      style={{
        display: 'block',
        padding: 16,
        borderRadius: 8,
        border: '1px solid var(--c-line)',
        color: 'inherit',
        textDecoration: 'none',
        background: isBad ? 'var(--c-alarm-tint)' : undefined,
      }}
    >
      <Text size="sm">{label}</Text>
      <Group gap={8}>
        <Text fz={28} fw={650} lh={1.3} className="numbers">
          {typeof value === 'number' ? number(value) : value}
        </Text>
        {isBad && <IconAlertTriangle size={22} aria-hidden color="var(--c-alarm)" />}
      </Group>
      <Text size="sm" c={isBad ? 'var(--c-text)' : 'dimmed'}>
        {note}
      </Text>
    </Link>
  )
}
