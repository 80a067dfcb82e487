import type { ShipmentReply } from '@cubby/protocol/operations/shipments/shipment-shapes'
import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useEffect, useState } from 'react'
import { TroubleNotice } from '../../support/TroubleNotice.tsx'
import { useText } from '../../text.ts'

type Props = {
  isOpen: boolean
  onClose: () => void
  shipment: ShipmentReply
  isRunning: boolean
  error: unknown
  /** Null: by the hours of the organization. */
  onConfirm: (until: string | null) => void
}

const DAY = 86_400_000

/** As `<input type="datetime-local">` writes it, in the time zone of whoever looks. */
const localText = (ms: number) =>
  new Date(ms - new Date(ms).getTimezoneOffset() * 60_000).toISOString().slice(0, 16)

/** More time to collect: by the rules, or until a moment that staff choose. */
export function ExtendDialog({ isOpen, onClose, shipment, ...props }: Props) {
  const { t } = useText()
  const mayByRules = shipment.extensions < shipment.extensionsMax
  const [way, setWay] = useState<'rules' | 'until'>('rules')
  const [until, setUntil] = useState('')
  useEffect(() => {
    if (!isOpen) return
    setWay(mayByRules ? 'rules' : 'until')
    const end = shipment.dueAt ? Date.parse(shipment.dueAt) : 0
    setUntil(localText(Math.max(end, Date.now()) + DAY))
  }, [isOpen, mayByRules, shipment.dueAt])
  const submit = (event: FormEvent) => {
    event.preventDefault()
    props.onConfirm(way === 'rules' ? null : new Date(until).toISOString())
  }
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('shipment.extend')}
      closeButtonProps={{ 'aria-label': t('dialog.close') }}
    >
      <form onSubmit={submit}>
        <Stack>
          <Radio.Group
            label={t('shipment.extend.how')}
            value={way}
            onChange={(value) => setWay(value === 'rules' ? 'rules' : 'until')}
          >
            <Stack gap="xs" mt="xs">
              <Radio
                value="rules"
                disabled={!mayByRules}
                label={t('shipment.extend.rules')}
                description={mayByRules ? undefined : t('shipment.extend.rules.spent')}
              />
              <Radio value="until" label={t('shipment.extend.until')} />
            </Stack>
          </Radio.Group>
          {way === 'until' && (
            <TextInput
              type="datetime-local"
              label={t('shipment.extend.moment')}
              required
              value={until}
              onChange={(event) => setUntil(event.currentTarget.value)}
            />
          )}
          {props.error !== null && <TroubleNotice error={props.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('dialog.cancel')}
            </Button>
            <Button type="submit" loading={props.isRunning} disabled={way === 'until' && !until}>
              {t('shipment.extend.confirm')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
