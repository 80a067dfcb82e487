import type { LockerModelId } from '@cubby/kit/ids'
import { readLockerModel } from '@cubby/protocol/operations/models/read-locker-model'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { useReadOnly } from '../../drawing/use-read-only.ts'
import { useIdInAddress } from '../../support/id-in-address.ts'
import { useListSearch } from '../../support/list-search.ts'
import { Page } from '../../support/Page.tsx'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'
import { LockerEditor } from './LockerEditor.tsx'
import { LockerModelView } from './LockerModelView.tsx'

/** While somebody draws, what is drawn must not be replaced by what the server knows. */
const modelQuery = (model: LockerModelId, version: string | undefined) => ({
  ...read(readLockerModel, {
    params: { model },
    query: version === undefined ? {} : { version: Number(version) },
  }),
  staleTime: 0,
  refetchOnWindowFocus: false,
})

/** One model of a machine: to draw on, or to look at when it is an old version or cannot be changed here. */
export function LockerModelPage() {
  const model = useIdInAddress<LockerModelId>('model')
  const { search } = useListSearch()
  const readOnly = useReadOnly()
  const version = search['version']
  const query = useQuery(modelQuery(model, version))
  return (
    <Shown query={query}>
      {(data) =>
        readOnly !== null || data.version.version !== data.latestVersion ? (
          <LockerModelView model={data} why={readOnly} />
        ) : (
          <LockerEditor key={data.id} opened={data} />
        )
      }
    </Shown>
  )
}

/** A machine of which nothing is drawn yet. */
export function NewLockerModelPage() {
  const { t } = useText()
  const readOnly = useReadOnly()
  return readOnly === null ? (
    <LockerEditor opened={null} />
  ) : (
    <Page title={t('machine.new')} help={readOnly}>
      {null}
    </Page>
  )
}
