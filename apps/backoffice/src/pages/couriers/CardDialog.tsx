import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { TroubleNotice } from '../../support/TroubleNotice.tsx'
import { useText } from '../../text.ts'

const formats = ['card', 'a4'] as const
type Format = (typeof formats)[number]

type Props = {
  isOpen: boolean
  name: string
  isRunning: boolean
  error: unknown
  onClose: () => void
  onPrint: (format: Format) => void
}

/** Before a card is printed: names what stops working, and asks for the paper. */
export function CardDialog(props: Props) {
  const { t } = useText()
  return (
    <Modal opened={props.isOpen} onClose={props.onClose} title={t('courier.card')}>
      <Form {...props} />
    </Modal>
  )
}

function Form({ name, isRunning, error, onClose, onPrint }: Props) {
  const { t } = useText()
  const [format, setFormat] = useState<Format>('card')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onPrint(format)
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text>{t('courier.card.consequence', { name })}</Text>
        <Radio.Group
          label={t('courier.card.format')}
          value={format}
          onChange={(value) => setFormat(value === 'a4' ? 'a4' : 'card')}
        >
          <Stack gap="xs" mt="xs">
            {formats.map((each) => (
              <Radio key={each} value={each} label={t(`courier.card.format.${each}`)} />
            ))}
          </Stack>
        </Radio.Group>
        {error !== null && <TroubleNotice error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('dialog.cancel')}
          </Button>
          <Button type="submit" loading={isRunning}>
            {t('courier.card.print')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** Gives the browser the PDF to keep; nothing of it stays here. */
export function saveCard({ fileName, pdf }: { fileName: string; pdf: string }): void {
  const bytes = Uint8Array.from(atob(pdf), (letter) => letter.charCodeAt(0))
  const url = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  URL.revokeObjectURL(url)
}
