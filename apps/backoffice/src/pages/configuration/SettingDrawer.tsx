import { isSettingName } from '@cubby/domain/configuration/catalogue'
import type {
  ToldConfiguration,
  ToldSetting,
} from '@cubby/protocol/operations/configuration/configuration-shapes'
import { Drawer } from '@mantine/core'
import { named, useText } from '../../text.ts'
import { SettingForm } from './SettingForm.tsx'

type Props = {
  configuration: ToldConfiguration
  /** The setting that is being changed; null: none. */
  setting: ToldSetting | null
  onClose: () => void
}

/** Changes one setting of one level beside the list of all. */
export function SettingDrawer({ configuration, setting, onClose }: Props) {
  const { t } = useText()
  return (
    <Drawer
      opened={setting !== null}
      onClose={onClose}
      position="right"
      size="lg"
      title={setting && named(t, 'setting', setting.name)}
    >
      {setting && isSettingName(setting.name) && (
        <SettingForm
          key={setting.name}
          configuration={configuration}
          setting={setting}
          name={setting.name}
          onClose={onClose}
        />
      )}
    </Drawer>
  )
}
