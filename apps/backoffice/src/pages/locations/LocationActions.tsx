import type { LocationReply } from '@cubby/protocol/operations/locations/location-shapes'
import { removeLocation } from '@cubby/protocol/operations/locations/remove-location'
import { IconEdit, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction } from '../../api/use-action.ts'
import { to } from '../../paths.ts'
import { useForbidden } from '../../session/me.ts'
import { ActionButton } from '../../support/ActionButton.tsx'
import { ConfirmDialog } from '../../support/dialog/ConfirmDialog.tsx'
import { useGo } from '../../support/go.ts'
import { useText } from '../../text.ts'

/** What can be done with a place, and why not. */
export function LocationActions({ location: { id, name, lockers } }: { location: LocationReply }) {
  const { t } = useText()
  const go = useGo()
  const forbidden = useForbidden('network:write')
  const [isAsking, setAsking] = useState(false)
  const remove = useAction(removeLocation, {
    stale: ['location.list'],
    done: t('location.remove.done'),
    onDone: () => go(to.locations()),
  })
  return (
    <>
      <ActionButton
        variant="default"
        leftSection={<IconEdit size={18} aria-hidden />}
        disabledReason={forbidden}
        onClick={() => go(to.editLocation(id))}
      >
        {t('location.edit')}
      </ActionButton>
      <ActionButton
        variant="default"
        leftSection={<IconTrash size={18} aria-hidden />}
        disabledReason={
          forbidden ?? (lockers > 0 ? t('location.remove.lockers', { count: lockers }) : undefined)
        }
        onClick={() => setAsking(true)}
      >
        {t('location.remove')}
      </ActionButton>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('location.remove.title', { name })}
        consequence={t('location.remove.consequence')}
        confirm={t('location.remove')}
        isRunning={remove.isRunning}
        error={remove.error}
        onConfirm={() => void remove.run({ params: { location: id } })}
      />
    </>
  )
}
