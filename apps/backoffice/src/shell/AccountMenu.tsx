import { Avatar, Menu, Text, UnstyledButton } from '@mantine/core'
import { IconLogout, IconUserCog } from '@tabler/icons-react'
import { to } from '../paths.ts'
import { useMe } from '../session/me.ts'
import { Link } from '../support/Link.tsx'
import { useSignOut } from '../session/use-sign-out.ts'
import { roleName } from '../session/role-name.ts'
import { useText } from '../text.ts'

/** Who is signed in, the account, and the way out. */
export function AccountMenu() {
  const { t } = useText()
  const me = useMe()
  const signOut = useSignOut()
  const initials = me.name
    .split(/\s+/)
    .map((word) => word[0] ?? '')
    .join('')
    .slice(0, 2)
    .toUpperCase()
  return (
    <Menu position="bottom-end" shadow="md" width={240}>
      <Menu.Target>
        <UnstyledButton aria-label={t('shell.account.of', { name: me.name })}>
          <Avatar size={36} styles={{ placeholder: avatar }}>
            {initials}
          </Avatar>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text fw={600} c="var(--c-text)">
            {me.name}
          </Text>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {me.email}
          </Text>
          <Text size="sm">{roleName(t, me.role)}</Text>
        </Menu.Label>
        <Menu.Item
          component={Link}
          href={to.account()}
          leftSection={<IconUserCog size={18} aria-hidden />}
        >
          {t('account.title')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLogout size={18} aria-hidden />}
          onClick={() => void signOut()}
        >
          {t('shell.sign-out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

const avatar = { background: 'var(--c-link-tint)', color: 'var(--c-text)' }
