import type { ModuleModelId } from '@cubby/kit/ids'
import { readModuleModel } from '@cubby/protocol/operations/models/read-module-model'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { useReadOnly } from '../../drawing/use-read-only.ts'
import { useSheet } from '../../drawing/version/use-sheet.ts'
import { Page } from '../../support/Page.tsx'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'
import { ModuleEditor } from './ModuleEditor.tsx'
import { ModuleModelView } from './ModuleModelView.tsx'

/** One model of a module: to draw on, new or known, or to look at when it is an old version or cannot be changed here. */
export function ModuleModelPage() {
  const { t } = useText()
  const readOnly = useReadOnly()
  const { id, query: wanted, isBlank, number, onMade } = useSheet<ModuleModelId>('moduleModel')
  const query = useQuery({
    ...read(readModuleModel, { params: { model: id }, query: wanted }),
    enabled: !isBlank,
    // While somebody draws, what is drawn must not be replaced by what the server knows.
    refetchOnWindowFocus: false,
  })
  if (isBlank)
    return readOnly === null ? (
      <ModuleEditor key={number} opened={null} onMade={onMade} />
    ) : (
      <Page title={t('module.new')} help={readOnly}>
        {null}
      </Page>
    )
  return (
    <Shown query={query}>
      {(data) =>
        readOnly !== null || data.version.version !== data.latestVersion ? (
          <ModuleModelView model={data} why={readOnly} />
        ) : (
          <ModuleEditor key={data.id} opened={data} onMade={onMade} />
        )
      }
    </Shown>
  )
}
