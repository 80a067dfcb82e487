import type { ServiceState } from '@cubby/domain/machine/service'
import {
  IconArchive,
  IconCircleCheck,
  IconPencilDown,
  IconPlayerPause,
  IconTool,
} from '@tabler/icons-react'
import { Sign } from '../../../support/Sign.tsx'
import { useText } from '../../../text.ts'

const looks = {
  planned: { color: 'gray', icon: IconPencilDown },
  testing: { color: 'link', icon: IconTool },
  'in-service': { color: 'done', icon: IconCircleCheck },
  'out-of-service': { color: 'signal', icon: IconPlayerPause },
  retired: { color: 'gray', icon: IconArchive },
} as const

/** Whether a locker takes parcels. */
export function LockerServiceSign({ service }: { service: ServiceState }) {
  const { t } = useText()
  return (
    <Sign {...looks[service]} meaning={t(`machine.service.meaning.${service}`)}>
      {t(`machine.service.${service}`)}
    </Sign>
  )
}
