import { Alert, Button, Code, Group, Stack, Text, TextInput } from '@mantine/core'
import { toString as qrSvg } from 'qrcode'
import { type FormEvent, useEffect, useState } from 'react'
import { auth } from '../../session/auth-client.ts'
import { useAuth } from '../../session/use-auth.ts'
import { useText } from '../../text.ts'

export type TotpOffer = { totpURI: string; backupCodes: string[] }

const secretOf = (uri: string) => new URL(uri).searchParams.get('secret') ?? ''

/** Shows the secret to the app, as a picture and as text, and takes the first code as proof that it arrived. */
export function TotpEnrolment({ offer, onDone }: { offer: TotpOffer; onDone: () => void }) {
  const { t } = useText()
  const [code, setCode] = useState('')
  const [picture, setPicture] = useState('')
  const { run, isRunning, refusal } = useAuth()
  useEffect(() => {
    void qrSvg(offer.totpURI, { type: 'svg', margin: 2 }).then((svg) =>
      setPicture(`data:image/svg+xml;utf8,${encodeURIComponent(svg)}`),
    )
  }, [offer.totpURI])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void run(async () => {
      await auth('two-factor/verify-totp', { code: code.replaceAll(/\s/g, '') })
      onDone()
    })
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text>{t('totp.scan')}</Text>
        {picture && (
          <img
            src={picture}
            alt={t('totp.picture')}
            width={220}
            height={220}
            style={{ alignSelf: 'center', background: '#ffffff', borderRadius: 8 }}
          />
        )}
        <Text size="sm">{t('totp.by-hand')}</Text>
        <Code
          block
          className="ltr"
          data-testid="totp-secret"
          style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}
        >
          {secretOf(offer.totpURI)}
        </Code>
        <TextInput
          label={t('totp.first-code')}
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        {refusal && (
          <Alert role="alert" color="alarm">
            {refusal}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button type="submit" loading={isRunning} disabled={code.trim() === ''}>
            {t('totp.confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
