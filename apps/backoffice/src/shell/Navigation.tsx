import { NavLink, Stack, Text } from '@mantine/core'
import { useRouterState } from '@tanstack/react-router'
import { Link } from '../support/Link.tsx'
import { useText } from '../text.ts'
import { type Place, useSections } from './sections.ts'

/** Where one can go. The page that is open is marked, also while one of its things is open. */
export function Navigation({ onChosen }: { onChosen: () => void }) {
  const { t } = useText()
  const sections = useSections()
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const isHere = ({ href }: Place) =>
    href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`)
  return (
    <Stack component="nav" gap="md" aria-label={t('shell.navigation')}>
      {sections.map(({ label, places }) => (
        <div key={label}>
          <Text size="xs" c="dimmed" fw={600} px="sm" pb={4} id={label}>
            {t(label)}
          </Text>
          <ul aria-labelledby={label} style={{ listStyle: 'none', margin: 0, padding: 0 }}>
            {places.map((place) => {
              const { href, icon: Icon } = place
              return (
                <li key={href}>
                  <NavLink
                    component={Link}
                    href={href}
                    onClick={onChosen}
                    active={isHere(place)}
                    aria-current={isHere(place) ? 'page' : undefined}
                    label={t(place.label)}
                    leftSection={<Icon size={20} aria-hidden />}
                    style={{ borderRadius: 8 }}
                  />
                </li>
              )
            })}
          </ul>
        </div>
      ))}
    </Stack>
  )
}
