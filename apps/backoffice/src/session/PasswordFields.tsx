import { readSignInRules } from '@cubby/protocol/operations/sign-in/read-sign-in-rules'
import { Alert, Button, PasswordInput, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { read } from '../api/client.ts'
import { useText } from '../text.ts'
import { auth } from './auth-client.ts'
import { useAuth } from './use-auth.ts'

type Props = { submit: string; onDone: () => void }

/** Replaces the password. Other sessions of this person end. */
export function PasswordFields({ submit, onDone }: Props) {
  const { t } = useText()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [repeated, setRepeated] = useState('')
  const [wasTried, setTried] = useState(false)
  const { data: rules } = useQuery(read(readSignInRules))
  const charsMin = rules?.passwordCharsMin ?? 1
  const tooShort = next.length < charsMin
  const { run, isRunning, refusal } = useAuth()
  const change = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (current === '' || tooShort || next !== repeated) return
    void run(async () => {
      const body = { currentPassword: current, newPassword: next, revokeOtherSessions: true }
      await auth('change-password', body)
      setCurrent('')
      setNext('')
      setRepeated('')
      setTried(false)
      onDone()
    })
  }
  return (
    <form onSubmit={change} noValidate>
      <Stack>
        <PasswordInput
          label={t('password.current')}
          autoComplete="current-password"
          required
          value={current}
          error={wasTried && current === '' && t('form.missing')}
          onChange={(event) => setCurrent(event.currentTarget.value)}
          {...labels(t('password.show'))}
        />
        <PasswordInput
          label={t('password.new')}
          description={t('password.new.help', { count: charsMin })}
          autoComplete="new-password"
          required
          value={next}
          error={wasTried && tooShort && t('password.too-short')}
          onChange={(event) => setNext(event.currentTarget.value)}
          {...labels(t('password.show'))}
        />
        <PasswordInput
          label={t('password.repeat')}
          autoComplete="new-password"
          required
          value={repeated}
          error={wasTried && next !== repeated && t('password.differs')}
          onChange={(event) => setRepeated(event.currentTarget.value)}
          {...labels(t('password.show'))}
        />
        {refusal && (
          <Alert role="alert" color="alarm">
            {refusal}
          </Alert>
        )}
        <Button type="submit" loading={isRunning} style={{ alignSelf: 'flex-start' }}>
          {submit}
        </Button>
      </Stack>
    </form>
  )
}

const labels = (show: string) => ({
  visibilityToggleButtonProps: { 'aria-label': show, tabIndex: 0 },
})
