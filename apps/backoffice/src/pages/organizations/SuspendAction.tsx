import type { OrganizationInFull } from '@cubby/protocol/operations/organizations/organization-shapes'
import { resumeOrganization } from '@cubby/protocol/operations/organizations/resume-organization'
import { suspendOrganization } from '@cubby/protocol/operations/organizations/suspend-organization'
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction } from '../../api/use-action.ts'
import { useNetworkForbidden } from '../../session/me.ts'
import { ActionButton } from '../../support/ActionButton.tsx'
import { ReasonDialog } from '../../support/dialog/ReasonDialog.tsx'
import { TroubleNotice } from '../../support/TroubleNotice.tsx'
import { useText } from '../../text.ts'

type Props = { organization: OrganizationInFull }

/** Stops an organization from working, and lets it work again. */
export function SuspendAction({ organization }: Props) {
  return organization.status === 'active' ? (
    <Suspend organization={organization} />
  ) : (
    <Resume organization={organization} />
  )
}

const stale = ['organization.read', 'organization.list']

function Suspend({ organization: { id, name } }: Props) {
  const { t } = useText()
  const [isAsking, setAsking] = useState(false)
  const forbidden = useNetworkForbidden('organizations:write')
  const suspend = useAction(suspendOrganization, {
    stale,
    done: t('organization.suspend.done'),
    onDone: () => setAsking(false),
  })
  return (
    <>
      <ActionButton
        variant="outline"
        color="alarm"
        leftSection={<IconPlayerPause size={18} aria-hidden />}
        disabledReason={forbidden}
        onClick={() => setAsking(true)}
      >
        {t('organization.suspend')}
      </ActionButton>
      <ReasonDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('organization.suspend.title', { name })}
        consequence={t('organization.suspend.consequence')}
        confirm={t('organization.suspend')}
        reasonMax={200}
        isRunning={suspend.isRunning}
        error={suspend.error}
        onConfirm={(reason) => void suspend.run({ params: { organization: id }, body: { reason } })}
      />
    </>
  )
}

function Resume({ organization: { id } }: Props) {
  const { t } = useText()
  const forbidden = useNetworkForbidden('organizations:write')
  const resume = useAction(resumeOrganization, { stale, done: t('organization.resume.done') })
  return (
    <>
      <ActionButton
        leftSection={<IconPlayerPlay size={18} aria-hidden />}
        loading={resume.isRunning}
        disabledReason={forbidden}
        onClick={() => void resume.run({ params: { organization: id } })}
      >
        {t('organization.resume')}
      </ActionButton>
      {resume.error !== null && <TroubleNotice error={resume.error} />}
    </>
  )
}
