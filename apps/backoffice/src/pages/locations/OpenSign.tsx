import type { LocationReply } from '@cubby/protocol/operations/locations/location-shapes'
import {
  IconCalendarPlus,
  IconClock,
  IconClockOff,
  IconDoorOff,
  IconHelp,
} from '@tabler/icons-react'
import { useFormat } from '../../support/format.ts'
import { Sign } from '../../support/Sign.tsx'
import { useText } from '../../text.ts'

type Place = Pick<LocationReply, 'status' | 'openNow' | 'nextChange'>

const looks = {
  planned: { color: 'gray', icon: IconCalendarPlus },
  closed: { color: 'alarm', icon: IconDoorOff },
  open: { color: 'done', icon: IconClock },
  shut: { color: 'signal', icon: IconClockOff },
  unknown: { color: 'gray', icon: IconHelp },
} as const

/** Whether people can get in now, and until when. */
export function OpenSign({ status, openNow, nextChange }: Place) {
  const { t } = useText()
  const format = useFormat()
  const state =
    status !== 'open' ? status : openNow === null ? 'unknown' : openNow ? 'open' : 'shut'
  const meaning =
    nextChange !== null && (state === 'open' || state === 'shut')
      ? t(`location.open.until.${state}`, { time: format.moment(nextChange) })
      : t(`location.open.meaning.${state}`)
  return (
    <Sign {...looks[state]} meaning={meaning}>
      {t(`location.open.${state}`)}
    </Sign>
  )
}
