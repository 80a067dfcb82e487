import { useQueryClient } from '@tanstack/react-query'
import { useText } from '../text.ts'
import { meQuery } from './me.ts'
import { PasswordFields } from './PasswordFields.tsx'
import { SessionCard } from './SessionCard.tsx'

/** The one-time password has done its work; nothing else is open before it is replaced. */
export function FirstPasswordPage() {
  const { t } = useText()
  const client = useQueryClient()
  return (
    <SessionCard title={t('first-password.title')} help={t('first-password.help')}>
      <PasswordFields
        submit={t('first-password.submit')}
        onDone={() => void client.resetQueries(meQuery)}
      />
    </SessionCard>
  )
}
