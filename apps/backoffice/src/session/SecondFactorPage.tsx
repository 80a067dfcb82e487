import { Anchor, Stack } from '@mantine/core'
import { Passkeys } from '../pages/account/Passkeys.tsx'
import { Totp } from '../pages/account/Totp.tsx'
import { useText } from '../text.ts'
import { SessionCard } from './SessionCard.tsx'
import { useSignOut } from './use-sign-out.ts'

/** The role wants more than a password; nothing else is open before it is there. */
export function SecondFactorPage({ onCodes }: { onCodes: (areShown: boolean) => void }) {
  const { t } = useText()
  const signOut = useSignOut()
  return (
    <SessionCard title={t('second-factor.title')} help={t('second-factor.help')}>
      <Stack>
        <Totp onCodes={onCodes} />
        <Passkeys />
        <Anchor component="button" type="button" onClick={() => void signOut()}>
          {t('shell.sign-out')}
        </Anchor>
      </Stack>
    </SessionCard>
  )
}
