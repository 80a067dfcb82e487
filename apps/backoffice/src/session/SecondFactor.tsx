import { Alert, Anchor, Button, Group, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { useText } from '../text.ts'
import { auth } from './auth-client.ts'
import { useAuth } from './use-auth.ts'

type Props = { onDone: () => void; onBack: () => void }

/** The code of the authenticator app, or one of the codes that were kept for the day the phone is gone. */
export function SecondFactor({ onDone, onBack }: Props) {
  const { t } = useText()
  const [code, setCode] = useState('')
  const [isBackup, setBackup] = useState(false)
  const { run, isRunning, refusal } = useAuth()
  const field = useRef<HTMLInputElement>(null)
  // It is the only thing to do here.
  useEffect(() => field.current?.focus(), [isBackup])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const path = isBackup ? 'two-factor/verify-backup-code' : 'two-factor/verify-totp'
    void run(async () => {
      await auth(path, { code: isBackup ? code.trim() : code.replaceAll(/\s/g, '') })
      onDone()
    })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput
          key={String(isBackup)}
          label={t(isBackup ? 'sign-in.backup' : 'sign-in.code')}
          inputMode={isBackup ? 'text' : 'numeric'}
          autoComplete="one-time-code"
          ref={field}
          required
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        {refusal && (
          <Alert role="alert" color="alarm">
            {refusal}
          </Alert>
        )}
        <Button type="submit" size="md" loading={isRunning} disabled={code.trim() === ''}>
          {t('sign-in.submit')}
        </Button>
        <Group justify="space-between">
          <Anchor component="button" type="button" onClick={() => setBackup(!isBackup)}>
            {t(isBackup ? 'sign-in.use-code' : 'sign-in.use-backup')}
          </Anchor>
          <Anchor component="button" type="button" onClick={onBack}>
            {t('sign-in.back')}
          </Anchor>
        </Group>
      </Stack>
    </form>
  )
}
