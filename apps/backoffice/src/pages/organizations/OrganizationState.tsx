import type { OrganizationReply } from '@cubby/protocol/operations/organizations/organization-shapes'
import { IconCheck, IconPlayerPause } from '@tabler/icons-react'
import { Sign } from '../../support/Sign.tsx'
import { useText } from '../../text.ts'

type Props = {
  organization: Pick<OrganizationReply, 'status'> & { suspendedReason?: string | null }
}

/** Whether it may work at present. */
export function OrganizationState({ organization: { status, suspendedReason } }: Props) {
  const { t } = useText()
  return status === 'active' ? (
    <Sign color="done" icon={IconCheck}>
      {t('organization.status.active')}
    </Sign>
  ) : (
    <Sign
      color="alarm"
      icon={IconPlayerPause}
      meaning={suspendedReason ?? t('organization.status.meaning')}
    >
      {t('organization.status.suspended')}
    </Sign>
  )
}
