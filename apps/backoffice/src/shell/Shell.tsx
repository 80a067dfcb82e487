import { listenForChanges } from '@cubby/protocol/operations/changes/listen-for-changes'
import { ActionIcon, AppShell, Burger, Group, Kbd, Text, UnstyledButton } from '@mantine/core'
import { useDisclosure, useHotkeys } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { type ReactNode, useEffect, useState } from 'react'
import { listen } from '../api/live.ts'
import { to } from '../paths.ts'
import { refusalOf, useMe } from '../session/me.ts'
import { Link } from '../support/Link.tsx'
import { useText } from '../text.ts'
import { AccountMenu } from './AccountMenu.tsx'
import { ConnectionDot } from './ConnectionDot.tsx'
import { LanguageMenu } from './LanguageMenu.tsx'
import { Navigation } from './Navigation.tsx'
import { SearchDialog } from './SearchDialog.tsx'
import { ThemeMenu } from './ThemeMenu.tsx'

/** What stands around every page: where one can go, what one can look for, who one is. */
export function Shell({ children }: { children: ReactNode }) {
  const { t } = useText()
  const [isMenuOpen, menu] = useDisclosure(false)
  const [isSearching, setSearching] = useState(false)
  useHotkeys([['mod+K', () => setSearching(true)]], [])
  const me = useMe()
  const mayHear = refusalOf(me, listenForChanges) === undefined
  const seesAll = me.reach.kind === 'network'
  useEffect(() => listen({ mayHear, seesAll }), [mayHear, seesAll])
  return (
    <AppShell
      header={{ height: 60 }}
      navbar={{ width: 248, breakpoint: 'md', collapsed: { mobile: !isMenuOpen } }}
      padding={{ base: 'md', md: 'lg' }}
    >
      <AppShell.Header withBorder style={{ borderColor: 'var(--c-line)' }}>
        <a className="skip-link" href="#content">
          {t('shell.skip')}
        </a>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            <Burger
              opened={isMenuOpen}
              onClick={menu.toggle}
              hiddenFrom="md"
              size="sm"
              aria-label={t(isMenuOpen ? 'shell.menu.close' : 'shell.menu.open')}
            />
            <Text
              component={Link}
              href={to.overview()}
              className="brand"
              fw={700}
              size="lg"
              visibleFrom="xs"
              style={{ whiteSpace: 'nowrap' }}
            >
              {t('app.title')}
            </Text>
          </Group>
          <SearchButton onClick={() => setSearching(true)} />
          <Group gap="xs" wrap="nowrap">
            <ConnectionDot />
            <LanguageMenu />
            <ThemeMenu />
            <AccountMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" style={{ borderColor: 'var(--c-line)', overflowY: 'auto' }}>
        <Navigation onChosen={menu.close} />
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1} bg="var(--c-ground)" style={{ outline: 'none' }}>
        {children}
      </AppShell.Main>
      <SearchDialog isOpen={isSearching} onClose={() => setSearching(false)} />
    </AppShell>
  )
}

function SearchButton({ onClick }: { onClick: () => void }) {
  const { t } = useText()
  return (
    <>
      <UnstyledButton
        visibleFrom="md"
        onClick={onClick}
        className="card"
        px="sm"
        h={40}
        style={{ flex: '0 1 420px', borderColor: 'var(--c-edge)' }}
      >
        <Group gap="xs" justify="space-between" wrap="nowrap">
          <Group gap="xs" wrap="nowrap" style={{ minWidth: 0 }}>
            <IconSearch size={18} aria-hidden />
            <Text c="dimmed" truncate>
              {t('search.open')}
            </Text>
          </Group>
          <Kbd className="ltr">Ctrl K</Kbd>
        </Group>
      </UnstyledButton>
      <ActionIcon
        hiddenFrom="md"
        variant="subtle"
        size="lg"
        aria-label={t('search.open')}
        onClick={onClick}
      >
        <IconSearch size={20} aria-hidden />
      </ActionIcon>
    </>
  )
}
