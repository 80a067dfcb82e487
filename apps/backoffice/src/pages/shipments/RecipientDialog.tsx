import { languageOf, languages } from '@cubby/i18n/screens/screen-text'
import { changeRecipient } from '@cubby/protocol/operations/shipments/change-recipient'
import type { ShipmentReply } from '@cubby/protocol/operations/shipments/shipment-shapes'
import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useAction } from '../../api/use-action.ts'
import { fieldTroubles } from '../../support/explain.ts'
import { TroubleNotice } from '../../support/TroubleNotice.tsx'
import { useText } from '../../text.ts'

type Props = { isOpen: boolean; onClose: () => void; shipment: ShipmentReply }

const stale = ['shipment.read', 'shipment.timeline', 'shipment.list', 'message.list']
const spoken = Object.entries(languages).map(([value, { name }]) => ({ value, label: name }))

/** Where the recipient is reached. Who was told already is told again there. */
export function RecipientDialog(props: Props) {
  const { t } = useText()
  return (
    <Modal opened={props.isOpen} onClose={props.onClose} title={t('shipment.recipient.change')}>
      <RecipientForm {...props} />
    </Modal>
  )
}

function RecipientForm({ onClose, shipment }: Props) {
  const { t } = useText()
  const { recipient } = shipment
  const [email, setEmail] = useState(recipient.email ?? '')
  const [phone, setPhone] = useState(recipient.phone ?? '')
  const [locale, setLocale] = useState<string | null>(languageOf(recipient.locale))
  const change = useAction(changeRecipient, {
    stale,
    done: t('shipment.recipient.done'),
    onDone: onClose,
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const body = {
      email: email.trim() || null,
      phone: phone.replaceAll(/[\s()-]/g, '') || null,
      ...(locale ? { locale } : {}),
    }
    void change.run({ params: { shipment: shipment.id }, body })
  }
  const wrong = fieldTroubles(t, change.error)
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text>{t('shipment.recipient.help')}</Text>
        <TextInput
          type="email"
          dir="ltr"
          label={t('shipment.email')}
          value={email}
          error={wrong['email']}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <TextInput
          type="tel"
          dir="ltr"
          label={t('shipment.phone')}
          description={t('shipment.phone.help')}
          value={phone}
          error={wrong['phone']}
          onChange={(event) => setPhone(event.currentTarget.value)}
        />
        <Select
          label={t('shipment.language')}
          data={spoken}
          value={locale}
          onChange={setLocale}
          placeholder={recipient.locale}
        />
        {change.error !== null && <TroubleNotice error={change.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('dialog.cancel')}
          </Button>
          <Button type="submit" loading={change.isRunning}>
            {t('dialog.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
