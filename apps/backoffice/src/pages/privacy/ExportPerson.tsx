import { exportPerson } from '@cubby/protocol/operations/persons/export-person'
import { IconFileDownload } from '@tabler/icons-react'
import { useAction } from '../../api/use-action.ts'
import { useForbidden } from '../../session/me.ts'
import { ActionButton } from '../../support/ActionButton.tsx'
import { saveFile } from '../../support/list/ListTools.tsx'
import { TroubleNotice } from '../../support/TroubleNotice.tsx'
import { useText } from '../../text.ts'
import type { PersonNamed } from './person-named.ts'

type Props = {
  person: PersonNamed
  /** Why not now. */
  disabledReason?: string | undefined
}

/** Everything that is kept about a person, as a file to hand over. */
export function ExportPerson({ person, disabledReason }: Props) {
  const { t } = useText()
  const forbidden = useForbidden('persons:write')
  const collect = useAction(exportPerson, {
    done: t('person.export.done'),
    onDone: (told) =>
      saveFile('person.json', 'application/json;charset=utf-8', JSON.stringify(told, null, 2)),
  })
  return (
    <>
      <ActionButton
        variant="default"
        leftSection={<IconFileDownload size={18} aria-hidden />}
        loading={collect.isRunning}
        disabledReason={forbidden ?? disabledReason}
        onClick={() => void collect.run({ body: person })}
      >
        {t('person.export')}
      </ActionButton>
      {collect.error !== null && <TroubleNotice error={collect.error} />}
    </>
  )
}
