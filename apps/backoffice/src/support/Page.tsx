import { Anchor, Group, Stack, Text } from '@mantine/core'
import { IconChevronRight } from '@tabler/icons-react'
import { type ReactNode, useEffect } from 'react'
import { useText } from '../text.ts'
import { Link } from './Link.tsx'

export type Crumb = { label: string; href: string }

type Props = {
  title: string
  /** One line that says what the page is for. */
  help?: string
  /** Where this page lies: the pages above it. */
  crumbs?: readonly Crumb[]
  /** Beside the title. */
  badge?: ReactNode
  actions?: ReactNode
  children: ReactNode
}

/** What every page begins with: where we are, what it is called, what can be done. */
export function Page({ title, help, crumbs = [], badge, actions, children }: Props) {
  const { t } = useText()
  useEffect(() => {
    document.title = `${title} · ${t('app.title')}`
  }, [title, t])
  return (
    <Stack gap="md">
      {crumbs.length > 0 && <Crumbs crumbs={crumbs} title={title} />}
      <Group justify="space-between" align="flex-start" gap="md">
        <Stack gap={4} style={{ minWidth: 0, flex: '1 1 320px' }}>
          <Group gap="sm">
            <h1 className="page-title">
              <bdi>{title}</bdi>
            </h1>
            {badge}
          </Group>
          {help && (
            <Text c="dimmed" maw={760}>
              {help}
            </Text>
          )}
        </Stack>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Stack>
  )
}

function Crumbs({ crumbs, title }: { crumbs: readonly Crumb[]; title: string }) {
  const { t, direction } = useText()
  const turn = direction === 'rtl' ? 'rotate(180deg)' : undefined
  return (
    <nav aria-label={t('page.crumbs')}>
      <Group gap={4} component="ol" m={0} p={0} style={{ listStyle: 'none' }}>
        {crumbs.map(({ label, href }) => (
          <Group gap={4} component="li" key={href}>
            <Anchor component={Link} href={href} size="sm">
              <bdi>{label}</bdi>
            </Anchor>
            <IconChevronRight size={14} aria-hidden style={{ transform: turn }} />
          </Group>
        ))}
        <Text component="li" size="sm" c="dimmed" aria-current="page">
          <bdi>{title}</bdi>
        </Text>
      </Group>
    </nav>
  )
}
