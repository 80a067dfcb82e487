import type { LockerModelId } from '@cubby/kit/ids'
import { readLockerModel } from '@cubby/protocol/operations/models/read-locker-model'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { useReadOnly } from '../../drawing/use-read-only.ts'
import { useSheet } from '../../drawing/version/use-sheet.ts'
import { Page } from '../../support/Page.tsx'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'
import { LockerEditor } from './LockerEditor.tsx'
import { LockerModelView } from './LockerModelView.tsx'

/** One model of a machine: to draw on, new or known, or to look at when it is an old version or cannot be changed here. */
export function LockerModelPage() {
  const { t } = useText()
  const readOnly = useReadOnly()
  const { id, query: wanted, isBlank, number, onMade } = useSheet<LockerModelId>('model')
  const query = useQuery({
    ...read(readLockerModel, { params: { model: id }, query: wanted }),
    enabled: !isBlank,
    // While somebody draws, what is drawn must not be replaced by what the server knows.
    staleTime: 0,
    refetchOnWindowFocus: false,
  })
  if (isBlank)
    return readOnly === null ? (
      <LockerEditor key={number} opened={null} onMade={onMade} />
    ) : (
      <Page title={t('machine.new')} help={readOnly}>
        {null}
      </Page>
    )
  return (
    <Shown query={query}>
      {(data) =>
        readOnly !== null || data.version.version !== data.latestVersion ? (
          <LockerModelView model={data} why={readOnly} />
        ) : (
          <LockerEditor key={data.id} opened={data} onMade={onMade} />
        )
      }
    </Shown>
  )
}
