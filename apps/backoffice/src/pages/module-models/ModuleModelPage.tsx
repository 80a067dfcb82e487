import type { ModuleModelId } from '@cubby/kit/ids'
import { readModuleModel } from '@cubby/protocol/operations/models/read-module-model'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { useReadOnly } from '../../drawing/use-read-only.ts'
import { useIdInAddress } from '../../support/id-in-address.ts'
import { useListSearch } from '../../support/list-search.ts'
import { Page } from '../../support/Page.tsx'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'
import { ModuleEditor } from './ModuleEditor.tsx'
import { ModuleModelView } from './ModuleModelView.tsx'

/** While somebody draws, what is drawn must not be replaced by what the server knows. */
const modelQuery = (model: ModuleModelId, version: string | undefined) => ({
  ...read(readModuleModel, {
    params: { model },
    query: version === undefined ? {} : { version: Number(version) },
  }),
  refetchOnWindowFocus: false,
})

/** One model of a module: to draw on, or to look at when it is an old version or cannot be changed here. */
export function ModuleModelPage() {
  const model = useIdInAddress<ModuleModelId>('moduleModel')
  const { search } = useListSearch()
  const readOnly = useReadOnly()
  const query = useQuery(modelQuery(model, search['version']))
  return (
    <Shown query={query}>
      {(data) =>
        readOnly !== null || data.version.version !== data.latestVersion ? (
          <ModuleModelView model={data} why={readOnly} />
        ) : (
          <ModuleEditor key={data.id} opened={data} />
        )
      }
    </Shown>
  )
}

/** A module of which nothing is drawn yet. */
export function NewModuleModelPage() {
  const { t } = useText()
  const readOnly = useReadOnly()
  return readOnly === null ? (
    <ModuleEditor opened={null} />
  ) : (
    <Page title={t('module.new')} help={readOnly}>
      {null}
    </Page>
  )
}
