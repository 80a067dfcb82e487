import { listLockerModels } from '@cubby/protocol/operations/models/list-locker-models'
import type { LockerModelSummary } from '@cubby/protocol/operations/models/locker-model-shapes'
import { Button } from '@mantine/core'
import { IconColumns3, IconPlus } from '@tabler/icons-react'
import { read } from '../../api/client.ts'
import { counted, modelColumns } from '../../drawing/version/model-columns.tsx'
import { blank } from '../../drawing/version/use-sheet.ts'
import { to } from '../../paths.ts'
import { useForbidden } from '../../session/me.ts'
import { ActionButton } from '../../support/ActionButton.tsx'
import { useGo } from '../../support/go.ts'
import { Link } from '../../support/Link.tsx'
import { asked } from '../../support/list/asked.ts'
import { choiceFilter } from '../../support/list/choices.ts'
import type { Column } from '../../support/list/column.ts'
import { ListPage, type ListSource } from '../../support/list/ListPage.tsx'
import { useText } from '../../text.ts'

const models: ListSource<LockerModelSummary> = (search) =>
  read(listLockerModels, { query: asked(search, ['q', 'state', 'after', 'limit']) })

const filters = [choiceFilter('state', 'model.state', 'model.state', ['released', 'draft'])]

const { name, state, cells, width, changed } = modelColumns<LockerModelSummary>(({ id }) =>
  to.model(id),
)
const columns: readonly Column<LockerModelSummary>[] = [
  name,
  state,
  counted('version', 'model.version', ({ latestVersion }) => latestVersion),
  counted('modules', 'model.modules', ({ modules }) => modules),
  cells,
  width,
  counted('lockers', 'model.lockers', ({ lockers }) => lockers),
  changed,
]

/** The machines that lockers are established from. */
export function ModelsPage() {
  const { t } = useText()
  const go = useGo()
  const forbidden = useForbidden('models:write')
  return (
    <ListPage
      title="models.title"
      help="models.help"
      search="models.search"
      empty="models.empty"
      source={models}
      columns={columns}
      filters={filters}
      idOf={({ id }) => id}
      hrefOf={({ id }) => to.model(id)}
      csv="cubby-models"
      actions={
        <>
          <Button
            component={Link}
            href={to.moduleModels()}
            variant="default"
            leftSection={<IconColumns3 size={18} aria-hidden />}
          >
            {t('models.modules')}
          </Button>
          <ActionButton
            leftSection={<IconPlus size={18} aria-hidden />}
            disabledReason={forbidden}
            onClick={() => go(to.model(blank))}
          >
            {t('models.new')}
          </ActionButton>
        </>
      }
    />
  )
}
