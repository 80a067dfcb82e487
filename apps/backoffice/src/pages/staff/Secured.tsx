import type { StaffAccount } from '@cubby/protocol/operations/staff/staff-shapes'
import {
  IconClock,
  IconFingerprint,
  IconLock,
  IconPlayerPause,
  IconShieldCheck,
} from '@tabler/icons-react'
import { Sign } from '../../support/Sign.tsx'
import { useText } from '../../text.ts'

/** How well an account is kept, and whether it works at all. */
export function Secured({ person }: { person: StaffAccount }) {
  const { t } = useText()
  if (person.suspendedAt !== null)
    return (
      <Sign color="alarm" icon={IconPlayerPause}>
        {t('staff.secured.suspended')}
      </Sign>
    )
  if (person.mustChangePassword)
    return (
      <Sign color="gray" icon={IconClock}>
        {t('staff.secured.first')}
      </Sign>
    )
  if (person.hasTotp)
    return (
      <Sign color="done" icon={IconShieldCheck}>
        {t('staff.secured.factor')}
      </Sign>
    )
  if (person.passkeys > 0)
    return (
      <Sign color="done" icon={IconFingerprint}>
        {t('staff.secured.passkey')}
      </Sign>
    )
  return (
    <Sign color="gray" icon={IconLock}>
      {t('staff.secured.password')}
    </Sign>
  )
}
