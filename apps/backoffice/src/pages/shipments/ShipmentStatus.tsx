import type { ParcelStatus, ShipmentStatus as Status } from '@cubby/domain/shipments/status'
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconBan,
  IconBox,
  IconCheck,
  IconClockExclamation,
  IconPackageImport,
  IconSpeakerphone,
} from '@tabler/icons-react'
import { Sign } from '../../support/Sign.tsx'
import { useText } from '../../text.ts'

const looks = {
  announced: { color: 'gray', icon: IconSpeakerphone },
  'partly-stored': { color: 'link', icon: IconPackageImport },
  stored: { color: 'link', icon: IconBox },
  ready: { color: 'link', icon: IconBox },
  overdue: { color: 'signal', icon: IconClockExclamation },
  collected: { color: 'done', icon: IconCheck },
  withdrawn: { color: 'gray', icon: IconArrowBackUp },
  cancelled: { color: 'gray', icon: IconBan },
  disputed: { color: 'alarm', icon: IconAlertTriangle },
} as const

/** How a shipment stands; what it means on hover. */
export function ShipmentStatus({ status }: { status: Status }) {
  const { t } = useText()
  return (
    <Sign {...looks[status]} meaning={t(`shipment.meaning.${status}`)}>
      {t(`shipment.status.${status}`)}
    </Sign>
  )
}

/** How one parcel stands. */
export function ParcelState({ status }: { status: ParcelStatus }) {
  const { t } = useText()
  return <Sign {...looks[status]}>{t(`parcel.status.${status}`)}</Sign>
}
