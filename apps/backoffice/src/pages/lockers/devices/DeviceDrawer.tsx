import type { DevicesReply } from '@cubby/protocol/operations/devices/device-shapes'
import { Drawer } from '@mantine/core'
import { useText } from '../../../text.ts'
import { DeviceForm } from './DeviceForm.tsx'
import type { Surroundings } from './device-fields.ts'
import { titleOf } from './device-words.ts'
import { type Device, type Draft, type Kind, withDevice } from './devices-draft.ts'

type Props = {
  /** Which device is being changed, or added where there is none yet; null: none. */
  open: { kind: Kind; at: number; device: Device | null } | null
  draft: Draft
  told: DevicesReply
  about: Surroundings
  onClose: () => void
  onChange: (draft: Draft) => void
}

/** Changes one device beside the list of all. */
export function DeviceDrawer({ open, draft, told, about, onClose, onChange }: Props) {
  const { t } = useText()
  const title =
    open &&
    (open.device
      ? t('devices.change.of', { name: titleOf(t, open.kind, open.device) })
      : t(`devices.add.${open.kind}`))
  return (
    <Drawer opened={open !== null} onClose={onClose} position="right" size="lg" title={title}>
      {open && (
        <DeviceForm
          key={`${open.kind}/${open.at}`}
          {...open}
          draft={draft}
          secretsSet={told.secretsSet}
          about={about}
          onClose={onClose}
          onDone={(device) => {
            onChange(withDevice(draft, open.kind, open.at, device))
            onClose()
          }}
        />
      )}
    </Drawer>
  )
}
