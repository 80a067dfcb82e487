import { removeStaff } from '@cubby/protocol/operations/staff/remove-staff'
import { resetStaff } from '@cubby/protocol/operations/staff/reset-staff'
import type { StaffAccount } from '@cubby/protocol/operations/staff/staff-shapes'
import { updateStaff } from '@cubby/protocol/operations/staff/update-staff'
import { IconPencil, IconRefresh, IconUserMinus } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction } from '../../api/use-action.ts'
import { to } from '../../paths.ts'
import { useForbidden, useOwnOrganization } from '../../session/me.ts'
import { ActionButton } from '../../support/ActionButton.tsx'
import { ConfirmDialog } from '../../support/dialog/ConfirmDialog.tsx'
import { SecretDialog } from '../../support/dialog/SecretDialog.tsx'
import { useGo } from '../../support/go.ts'
import { useText } from '../../text.ts'
import { Resume, Suspend } from './SuspendStaff.tsx'
import { useOwn } from './use-own.ts'

type Props = { person: StaffAccount }

/** What can be done with the account of a colleague. Nobody does it to himself. */
export function StaffActions({ person }: Props) {
  const { t } = useText()
  const go = useGo()
  const forbidden = useForbidden(updateStaff)
  const own = useOwn(person)
  const organization = useOwnOrganization()
  return (
    <>
      <ActionButton
        leftSection={<IconPencil size={18} aria-hidden />}
        disabledReason={forbidden ?? own}
        onClick={() => go(to.editStaff(person.id))}
      >
        {t(organization === null ? 'staff.edit' : 'staff.edit.own')}
      </ActionButton>
      <Reset person={person} />
      {person.suspendedAt === null ? <Suspend person={person} /> : <Resume person={person} />}
      <Remove person={person} />
    </>
  )
}

function Reset({ person }: Props) {
  const { t } = useText()
  const [isAsking, setAsking] = useState(false)
  const [secret, setSecret] = useState<string | null>(null)
  const forbidden = useForbidden(resetStaff)
  const own = useOwn(person)
  const reset = useAction(resetStaff, {
    stale: ['staff.read', 'staff.list', 'staff.sessions'],
    onDone: ({ email, password }) => {
      setAsking(false)
      const lines = [t('staff.made.email', { email }), t('staff.made.password', { password })]
      setSecret(lines.join('\n'))
    },
  })
  return (
    <>
      <ActionButton
        variant="default"
        leftSection={<IconRefresh size={18} aria-hidden />}
        disabledReason={forbidden ?? own}
        onClick={() => setAsking(true)}
      >
        {t('staff.reset')}
      </ActionButton>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('staff.reset')}
        consequence={t('staff.reset.consequence', { name: person.name })}
        confirm={t('staff.reset')}
        isRunning={reset.isRunning}
        error={reset.error}
        onConfirm={() => void reset.run({ params: { staff: person.id } })}
      />
      <SecretDialog
        secret={secret}
        title={t('staff.made')}
        help={t('staff.made.help')}
        onClose={() => setSecret(null)}
      />
    </>
  )
}

function Remove({ person }: Props) {
  const { t } = useText()
  const go = useGo()
  const [isAsking, setAsking] = useState(false)
  const forbidden = useForbidden(removeStaff)
  const own = useOwn(person)
  const remove = useAction(removeStaff, {
    stale: ['staff.list', 'role.list'],
    done: t('staff.remove.done'),
    onDone: () => go(to.staff(), { replace: true }),
  })
  return (
    <>
      <ActionButton
        variant="outline"
        color="alarm"
        leftSection={<IconUserMinus size={18} aria-hidden />}
        disabledReason={forbidden ?? own}
        onClick={() => setAsking(true)}
      >
        {t('staff.remove')}
      </ActionButton>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('staff.remove')}
        consequence={t('staff.remove.consequence', { name: person.name })}
        confirm={t('staff.remove')}
        isRunning={remove.isRunning}
        error={remove.error}
        onConfirm={() => void remove.run({ params: { staff: person.id } })}
      />
    </>
  )
}
