import type { CourierReply } from '@cubby/protocol/operations/couriers/courier-shapes'
import { IconBan, IconCheck, IconClock, IconPlayerPause } from '@tabler/icons-react'
import { Sign } from '../../support/Sign.tsx'
import { useText } from '../../text.ts'

/** Whether the badge opens anything today. */
export function CourierState({ courier }: { courier: CourierReply }) {
  const { t } = useText()
  const { color, icon, text } = look(courier)
  return (
    <Sign color={color} icon={icon}>
      {t(text)}
    </Sign>
  )
}

function look({ revokedAt, suspendedAt, validFrom, validUntil }: CourierReply) {
  const now = Date.now()
  if (revokedAt !== null)
    return { color: 'gray', icon: IconBan, text: 'courier.state.revoked' } as const
  if (suspendedAt !== null)
    return { color: 'alarm', icon: IconPlayerPause, text: 'courier.state.suspended' } as const
  if (Date.parse(validUntil) <= now)
    return { color: 'signal', icon: IconClock, text: 'courier.state.ended' } as const
  if (Date.parse(validFrom) > now)
    return { color: 'link', icon: IconClock, text: 'courier.state.coming' } as const
  return { color: 'done', icon: IconCheck, text: 'courier.state.working' } as const
}
