import { createEnrolmentCode } from '@cubby/protocol/operations/lockers/create-enrolment-code'
import type { LockerReply } from '@cubby/protocol/operations/lockers/locker-shapes'
import { useState } from 'react'
import { useAction } from '../../../api/use-action.ts'
import { useForbidden } from '../../../session/me.ts'
import { ActionButton } from '../../../support/ActionButton.tsx'
import { SecretDialog } from '../../../support/dialog/SecretDialog.tsx'
import { TroubleNotice } from '../../../support/TroubleNotice.tsx'
import { useText } from '../../../text.ts'

/** A code with which the computer of a locker proves itself once; shown this once. */
export function EnrolmentCode({ locker }: { locker: LockerReply }) {
  const { t } = useText()
  const [code, setCode] = useState<string | null>(null)
  const forbidden = useForbidden(createEnrolmentCode.scope ?? 'network:write')
  const create = useAction(createEnrolmentCode, { onDone: (told) => setCode(told.code) })
  return (
    <>
      {create.error !== null && <TroubleNotice error={create.error} />}
      <ActionButton
        variant="default"
        size="sm"
        loading={create.isRunning}
        disabledReason={forbidden}
        onClick={() => void create.run({ params: { locker: locker.id } })}
      >
        {t('enrolment.make')}
      </ActionButton>
      <SecretDialog
        secret={code}
        title={t('enrolment.code')}
        help={t('enrolment.code.help')}
        onClose={() => setCode(null)}
      />
    </>
  )
}
