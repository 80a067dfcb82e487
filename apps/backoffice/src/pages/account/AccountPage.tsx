import { useQueryClient } from '@tanstack/react-query'
import { useMe, meQuery } from '../../session/me.ts'
import { PasswordFields } from '../../session/PasswordFields.tsx'
import { Facts } from '../../support/Facts.tsx'
import { Page } from '../../support/Page.tsx'
import { Section } from '../../support/Section.tsx'
import { roleName } from '../../session/role-name.ts'
import { useText } from '../../text.ts'
import { ReachText } from '../staff/ReachText.tsx'
import { OwnSessions } from './OwnSessions.tsx'
import { Passkeys } from './Passkeys.tsx'
import { Totp } from './Totp.tsx'
import { sayDone } from '../../support/dialog/say-done.ts'

/** How the account of whoever is signed in is secured. */
export function AccountPage() {
  const { t } = useText()
  const me = useMe()
  const client = useQueryClient()
  const passwordChanged = () => {
    sayDone(t('password.changed'))
    void client.invalidateQueries(meQuery)
  }
  return (
    <Page title={t('account.title')} help={t('account.help')}>
      <Section title={t('account.who')}>
        <Facts
          facts={[
            { label: t('account.name'), value: me.name },
            { label: t('sign-in.email'), value: <span className="ltr">{me.email}</span> },
            { label: t('account.role'), value: roleName(t, me.role) },
            { label: t('staff.reach'), value: <ReachText reach={me.reach} /> },
          ]}
        />
      </Section>
      <Section title={t('totp.title')}>
        <Totp />
      </Section>
      <Section title={t('passkeys.title')}>
        <Passkeys />
      </Section>
      <OwnSessions />
      <Section title={t('password.change')}>
        <div style={{ maxWidth: 420 }}>
          <PasswordFields submit={t('password.change')} onDone={passwordChanged} />
        </div>
      </Section>
    </Page>
  )
}
