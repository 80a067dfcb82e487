import { readSignInRules } from '@cubby/protocol/operations/sign-in/read-sign-in-rules'
import type { SignInRules } from '@cubby/protocol/operations/sign-in/sign-in-shapes'
import { Alert, Button, PasswordInput, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { read } from '../api/client.ts'
import { useFormat } from '../support/format.ts'
import { type Say, useText } from '../text.ts'
import { auth } from './auth-client.ts'
import { useAuth } from './use-auth.ts'

type Props = { submit: string; onDone: () => void }

const nothing = { current: '', next: '', repeated: '' }

/** Replaces the password by one that fits the rules. Other sessions of this person end. */
export function PasswordFields({ submit, onDone }: Props) {
  const { t } = useText()
  const { list } = useFormat()
  const [typed, setTyped] = useState(nothing)
  const [wasTried, setTried] = useState(false)
  const { data: rules } = useQuery(read(readSignInRules))
  const { run, isRunning, refusal, wrong } = useAuth()
  const troubles = wasTried ? troublesOf(t, typed) : {}
  const change = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (Object.keys(troublesOf(t, typed)).length > 0) return
    void run(async () => {
      const { current: currentPassword, next: newPassword } = typed
      await auth('change-password', { currentPassword, newPassword, revokeOtherSessions: true })
      setTyped(nothing)
      setTried(false)
      onDone()
    })
  }
  const field = (name: keyof typeof nothing, error: string | undefined) => ({
    required: true,
    value: typed[name],
    error: troubles[name] ?? error,
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => {
      const { value } = currentTarget
      setTyped((before) => ({ ...before, [name]: value }))
    },
    visibilityToggleButtonProps: { 'aria-label': t('password.show'), tabIndex: 0 },
  })
  return (
    <form onSubmit={change} noValidate>
      <Stack>
        <PasswordInput
          label={t('password.current')}
          autoComplete="current-password"
          {...field('current', wrong['currentPassword'] ?? wrong['password'])}
        />
        <PasswordInput
          label={t('password.new')}
          description={rules && wordsFor(t, list, rules)}
          autoComplete="new-password"
          {...field('next', wrong['newPassword'])}
        />
        <PasswordInput
          label={t('password.repeat')}
          autoComplete="new-password"
          {...field('repeated', undefined)}
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

type Troubles = Partial<Record<keyof typeof nothing, string>>

/** What can be said without the server: it knows the rules best. */
function troublesOf(t: Say, { current, next, repeated }: typeof nothing): Troubles {
  return {
    ...(current === '' ? { current: t('form.missing') } : {}),
    ...(next === '' ? { next: t('form.missing') } : {}),
    ...(next === repeated ? {} : { repeated: t('password.differs') }),
  }
}

/** The rules in words. */
function wordsFor(t: Say, list: (words: readonly string[]) => string, rules: SignInRules): string {
  const what = rules.passwordClasses.map((each) => t(`rules.class.${each}`).toLocaleLowerCase())
  return [
    t('password.new.help', { count: rules.passwordCharsMin }),
    ...(what.length > 0 ? [t('password.needs', { what: list(what) })] : []),
    ...(rules.oldPasswords > 0 ? [t('password.needs.old')] : []),
  ].join(' ')
}
