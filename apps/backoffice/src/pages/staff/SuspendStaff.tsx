import { resumeStaff } from '@cubby/protocol/operations/staff/resume-staff'
import { suspendStaff } from '@cubby/protocol/operations/staff/suspend-staff'
import type { StaffAccount } from '@cubby/protocol/operations/staff/staff-shapes'
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction } from '../../api/use-action.ts'
import { useForbidden } from '../../session/me.ts'
import { ActionButton } from '../../support/ActionButton.tsx'
import { ConfirmDialog } from '../../support/dialog/ConfirmDialog.tsx'
import { TroubleNotice } from '../../support/TroubleNotice.tsx'
import { useText } from '../../text.ts'
import { useOwn } from './use-own.ts'

type Props = { person: StaffAccount }

const stale = ['staff.read', 'staff.list', 'staff.sessions', 'activity.list']

/** Shuts somebody out for a while. */
export function Suspend({ person }: Props) {
  const { t } = useText()
  const [isAsking, setAsking] = useState(false)
  const forbidden = useForbidden(suspendStaff)
  const own = useOwn(person)
  const suspend = useAction(suspendStaff, {
    stale,
    done: t('staff.suspend.done'),
    onDone: () => setAsking(false),
  })
  return (
    <>
      <ActionButton
        variant="default"
        leftSection={<IconPlayerPause size={18} aria-hidden />}
        disabledReason={forbidden ?? own}
        onClick={() => setAsking(true)}
      >
        {t('staff.suspend')}
      </ActionButton>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('staff.suspend')}
        consequence={t('staff.suspend.consequence', { name: person.name })}
        confirm={t('staff.suspend')}
        isRunning={suspend.isRunning}
        error={suspend.error}
        onConfirm={() => void suspend.run({ params: { staff: person.id } })}
      />
    </>
  )
}

/** Lets somebody in again. */
export function Resume({ person }: Props) {
  const { t } = useText()
  const forbidden = useForbidden(resumeStaff)
  const own = useOwn(person)
  const resume = useAction(resumeStaff, { stale, done: t('staff.resume.done') })
  return (
    <>
      <ActionButton
        variant="default"
        leftSection={<IconPlayerPlay size={18} aria-hidden />}
        loading={resume.isRunning}
        disabledReason={forbidden ?? own}
        onClick={() => void resume.run({ params: { staff: person.id } })}
      >
        {t('staff.resume')}
      </ActionButton>
      {resume.error !== null && <TroubleNotice error={resume.error} />}
    </>
  )
}
