import {
  IconAlertTriangle,
  IconCheck,
  IconClock,
  IconPencil,
  IconPlugConnectedX,
  IconTemperature,
} from '@tabler/icons-react'
import { useFormat } from '../../../support/format.ts'
import { Sign } from '../../../support/Sign.tsx'
import { useText } from '../../../text.ts'
import type { DeviceState } from './devices-draft.ts'

const looks = {
  unsaved: { color: 'signal', icon: IconPencil },
  waiting: { color: 'gray', icon: IconClock },
  works: { color: 'done', icon: IconCheck },
  absent: { color: 'alarm', icon: IconPlugConnectedX },
  limits: { color: 'alarm', icon: IconTemperature },
  wrong: { color: 'alarm', icon: IconAlertTriangle },
  faulty: { color: 'alarm', icon: IconAlertTriangle },
} as const

/** How a device is, and since when, by what the locker has said. */
export function DeviceSign({ state: { state, code, since } }: { state: DeviceState }) {
  const { t } = useText()
  const format = useFormat()
  const { color, icon } = looks[state]
  const moment = since && state !== 'works' ? t('devices.since', { moment: format.moment(since) }) : ''
  const meaning = t(`devices.meaning.${state}`, { code: code ?? '' })
  return (
    <>
      <Sign color={color} icon={icon} meaning={meaning}>
        {t(`devices.state.${state}`)}
      </Sign>
      {moment && (
        <span className="numbers" style={{ fontSize: 14 }}>
          {moment}
        </span>
      )}
    </>
  )
} // prettier-ignore
