import { Alert, Button, Divider, PasswordInput, Stack, TextInput } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { to } from '../paths.ts'
import { useGo } from '../support/go.ts'
import { useListSearch } from '../support/list/list-search.ts'
import { useText } from '../text.ts'
import { auth } from './auth-client.ts'
import { meQuery } from './me.ts'
import { hasPasskeys, signInByPasskey } from './passkey.ts'
import { SecondFactor } from './SecondFactor.tsx'
import { ProviderButton } from './ProviderButton.tsx'
import { SessionCard } from './SessionCard.tsx'
import { useAuth } from './use-auth.ts'

/** The way in: a password and, where it is set up, a second factor; or a passkey alone. */
export function SignInPage() {
  const { t } = useText()
  const [needsCode, setNeedsCode] = useState(false)
  const go = useGo()
  const client = useQueryClient()
  const { search } = useListSearch()
  const enter = () => {
    void client.resetQueries(meQuery)
    // Only a path of ours: an address in a link must not lead people elsewhere.
    const next = search['next'] ?? ''
    go(/^[/](?![/\\])/.test(next) ? next : to.overview(), { replace: true })
  }
  if (needsCode)
    return (
      <SessionCard title={t('sign-in.code.title')} help={t('sign-in.code.help')}>
        <SecondFactor onDone={enter} onBack={() => setNeedsCode(false)} />
      </SessionCard>
    )
  return (
    <SessionCard title={t('sign-in.title')} help={t('sign-in.help')}>
      <PasswordForm onDone={enter} onSecondFactor={() => setNeedsCode(true)} />
      {hasPasskeys() && <PasskeyButton onDone={enter} />}
      <ProviderButton wasRefused={search['provider'] === 'refused'} />
    </SessionCard>
  )
}

type FormProps = { onDone: () => void; onSecondFactor: () => void }

function PasswordForm({ onDone, onSecondFactor }: FormProps) {
  const { t } = useText()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [wasTried, setTried] = useState(false)
  const { run, isRunning, refusal } = useAuth()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (email === '' || password === '') return
    void run(async () => {
      const told = await auth<{ twoFactorRedirect?: boolean }>('sign-in/email', { email, password })
      if (told.twoFactorRedirect) onSecondFactor()
      else onDone()
    })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput
          type="email"
          label={t('sign-in.email')}
          autoComplete="username webauthn"
          required
          value={email}
          error={wasTried && email === '' && t('form.missing')}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('sign-in.password')}
          autoComplete="current-password"
          required
          value={password}
          error={wasTried && password === '' && t('form.missing')}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('password.show'), tabIndex: 0 }}
        />
        {refusal && (
          <Alert role="alert" color="alarm">
            {refusal}
          </Alert>
        )}
        <Button type="submit" size="md" loading={isRunning}>
          {t('sign-in.submit')}
        </Button>
      </Stack>
    </form>
  )
}

function PasskeyButton({ onDone }: { onDone: () => void }) {
  const { t } = useText()
  const { run, isRunning, refusal } = useAuth()
  const signIn = () =>
    void run(async () => {
      await signInByPasskey()
      onDone()
    })
  return (
    <>
      <Divider label={t('sign-in.or')} />
      <Button
        variant="default"
        size="md"
        loading={isRunning}
        leftSection={<IconFingerprint size={20} aria-hidden />}
        onClick={signIn}
      >
        {t('sign-in.passkey')}
      </Button>
      {refusal && (
        <Alert role="alert" color="alarm">
          {refusal}
        </Alert>
      )}
    </>
  )
}
