import { Alert, Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { IconDeviceMobile, IconShieldCheck } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { auth } from '../../session/auth-client.ts'
import { meQuery, useMe } from '../../session/me.ts'
import { useAuth } from '../../session/use-auth.ts'
import { SecretDialog } from '../../support/dialog/SecretDialog.tsx'
import { Sign } from '../../support/Sign.tsx'
import { useText } from '../../text.ts'
import { TotpEnrolment, type TotpOffer } from './TotpEnrolment.tsx'

type Step = { kind: 'idle' } | { kind: 'password' } | { kind: 'enrol'; offer: TotpOffer }

type Props = {
  /** The codes for a lost phone are shown now, and must not be taken away before they are kept. */
  onCodes?: (areShown: boolean) => void
}

/** A second factor by an authenticator app: set up with a QR code, or taken away. */
export function Totp({ onCodes }: Props) {
  const { t } = useText()
  const me = useMe()
  const client = useQueryClient()
  const [step, setStep] = useState<Step>({ kind: 'idle' })
  const [backup, setBackup] = useState<string | null>(null)
  const done = () => {
    setStep({ kind: 'idle' })
    void client.invalidateQueries(meQuery)
  }
  const withPassword = async (password: string) => {
    if (me.hasTotp) {
      await auth('two-factor/disable', { password })
      return done()
    }
    const offer = await auth<TotpOffer>('two-factor/enable', { password })
    setStep({ kind: 'enrol', offer })
  }
  return (
    <Stack align="flex-start">
      <Text>{t('totp.help')}</Text>
      {me.hasTotp && (
        <Sign color="done" icon={IconShieldCheck}>
          {t('totp.on')}
        </Sign>
      )}
      <Button
        variant={me.hasTotp ? 'outline' : 'filled'}
        color={me.hasTotp ? 'alarm' : 'primary'}
        leftSection={<IconDeviceMobile size={18} aria-hidden />}
        onClick={() => setStep({ kind: 'password' })}
      >
        {t(me.hasTotp ? 'totp.disable' : 'totp.enable')}
      </Button>
      <Modal
        opened={step.kind !== 'idle'}
        onClose={() => setStep({ kind: 'idle' })}
        title={t(me.hasTotp ? 'totp.disable' : 'totp.enable')}
      >
        {step.kind === 'password' && <AskPassword onPassword={withPassword} />}
        {step.kind === 'enrol' && (
          <TotpEnrolment
            offer={step.offer}
            onDone={() => {
              setBackup(step.offer.backupCodes.join('\n'))
              onCodes?.(true)
              done()
            }}
          />
        )}
      </Modal>
      <SecretDialog
        secret={backup}
        title={t('totp.backup')}
        help={t('totp.backup.help')}
        onClose={() => {
          setBackup(null)
          onCodes?.(false)
        }}
      />
    </Stack>
  )
}

/** Whoever left the screen open must not lose the account to the next one. */
function AskPassword({ onPassword }: { onPassword: (password: string) => Promise<void> }) {
  const { t } = useText()
  const [password, setPassword] = useState('')
  const { run, isRunning, refusal } = useAuth()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void run(() => onPassword(password))
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text>{t('totp.password.help')}</Text>
        <PasswordInput
          data-autofocus
          label={t('sign-in.password')}
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('password.show'), tabIndex: 0 }}
        />
        {refusal && (
          <Alert role="alert" color="alarm">
            {refusal}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={isRunning} disabled={password === ''}>
            {t('dialog.continue')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
