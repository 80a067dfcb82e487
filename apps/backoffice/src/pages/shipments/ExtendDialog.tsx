import { extendShipment } from '@cubby/protocol/operations/shipments/extend-shipment'
import type { ShipmentReply } from '@cubby/protocol/operations/shipments/shipment-shapes'
import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useAction } from '../../api/use-action.ts'
import { TroubleNotice } from '../../support/TroubleNotice.tsx'
import { useText } from '../../text.ts'

type Props = {
  isOpen: boolean
  onClose: () => void
  shipment: ShipmentReply
}

const DAY = 86_400_000

/** As `<input type="datetime-local">` writes it, in the time zone of whoever looks. */
const localText = (ms: number) =>
  new Date(ms - new Date(ms).getTimezoneOffset() * 60_000).toISOString().slice(0, 16)

/** More time to collect: by the rules, or until a moment that staff choose. */
export function ExtendDialog(props: Props) {
  const { t } = useText()
  return (
    <Modal opened={props.isOpen} onClose={props.onClose} title={t('shipment.extend')}>
      <ExtendForm {...props} />
    </Modal>
  )
}

/** A day more than it has now. */
const proposal = ({ dueAt }: ShipmentReply) =>
  localText(Math.max(dueAt ? Date.parse(dueAt) : 0, Date.now()) + DAY)

function ExtendForm({ onClose, shipment }: Props) {
  const { t } = useText()
  const extend = useAction(extendShipment, {
    stale: ['shipment.read', 'shipment.timeline', 'shipment.list', 'message.list'],
    done: t('shipment.extend.done'),
    onDone: onClose,
  })
  const mayByRules = shipment.extensions < shipment.extensionsMax
  const [way, setWay] = useState<'rules' | 'until'>(mayByRules ? 'rules' : 'until')
  const [until, setUntil] = useState(() => proposal(shipment))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // By the hours of the organization when no moment is named.
    const body = way === 'rules' ? {} : { until: new Date(until).toISOString() }
    void extend.run({ params: { shipment: shipment.id }, body })
  }
  return (
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
        {extend.error !== null && <TroubleNotice error={extend.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('dialog.cancel')}
          </Button>
          <Button type="submit" loading={extend.isRunning} disabled={way === 'until' && !until}>
            {t('shipment.extend.confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
