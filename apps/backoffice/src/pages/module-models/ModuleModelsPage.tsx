import { listModuleModels } from '@cubby/protocol/operations/models/list-module-models'
import type { ModuleModelSummary } from '@cubby/protocol/operations/models/module-model-shapes'
import { Anchor, Button } from '@mantine/core'
import { IconPlus, IconRulerMeasure } from '@tabler/icons-react'
import { read } from '../../api/client.ts'
import { Millimetres } from '../../drawing/Millimetres.tsx'
import { ModelState } from '../../drawing/version/ModelState.tsx'
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
import { Moment } from '../../support/Moment.tsx'
import { useText } from '../../text.ts'

const modules: ListSource<ModuleModelSummary> = (search) =>
  read(listModuleModels, { query: asked(search, ['q', 'kind', 'state', 'after', 'limit']) })

const filters = [
  choiceFilter('kind', 'model.kind', 'model.kind', ['cells', 'control']),
  choiceFilter('state', 'model.state', 'model.state', ['released', 'draft']),
]

const columns: readonly Column<ModuleModelSummary>[] = [
  {
    id: 'name',
    head: 'model.name',
    cell: ({ id, name }) => (
      <Anchor component={Link} href={to.moduleModel(id)} fw={600}>
        {name}
      </Anchor>
    ),
    csv: ({ name }) => name,
  },
  {
    id: 'state',
    head: 'model.state',
    cell: ({ releasedVersion, latestVersion }) => (
      <ModelState
        isReleased={releasedVersion !== null}
        hasNewer={releasedVersion !== null && releasedVersion < latestVersion}
      />
    ),
    csv: ({ releasedVersion }) => (releasedVersion === null ? 'draft' : 'released'),
  },
  { id: 'kind', head: 'model.kind', cell: (row) => <Kind row={row} />, csv: ({ kind }) => kind },
  {
    id: 'cells',
    head: 'model.cells',
    isNumber: true,
    cell: ({ cells }) => cells,
    csv: ({ cells }) => cells,
  },
  {
    id: 'width',
    head: 'model.width',
    isNumber: true,
    cell: ({ widthMm }) => <Millimetres value={widthMm} />,
    csv: ({ widthMm }) => widthMm,
  },
  {
    id: 'height',
    head: 'model.height',
    isNumber: true,
    cell: ({ heightMm }) => <Millimetres value={heightMm} />,
    csv: ({ heightMm }) => heightMm,
  },
  {
    id: 'used',
    head: 'model.used-in',
    isNumber: true,
    cell: ({ lockerModels }) => lockerModels,
    csv: ({ lockerModels }) => lockerModels,
  },
  {
    id: 'changed',
    head: 'model.changed',
    cell: ({ changedAt }) => <Moment at={changedAt} />,
    csv: ({ changedAt }) => changedAt,
  },
]

function Kind({ row }: { row: ModuleModelSummary }) {
  const { t } = useText()
  return t(`model.kind.${row.kind}`)
}

/** The modules that machines are put together from. */
export function ModuleModelsPage() {
  const { t } = useText()
  const go = useGo()
  const forbidden = useForbidden('models:write')
  return (
    <ListPage
      title="modules.title"
      help="modules.help"
      search="models.search"
      empty="modules.empty"
      source={modules}
      columns={columns}
      filters={filters}
      idOf={({ id }) => id}
      hrefOf={({ id }) => to.moduleModel(id)}
      csv="cubby-module-models"
      actions={
        <>
          <Button
            component={Link}
            href={to.models()}
            variant="default"
            leftSection={<IconRulerMeasure size={18} aria-hidden />}
          >
            {t('modules.models')}
          </Button>
          <ActionButton
            leftSection={<IconPlus size={18} aria-hidden />}
            disabledReason={forbidden}
            onClick={() => go(to.moduleModel(blank))}
          >
            {t('modules.new')}
          </ActionButton>
        </>
      }
    />
  )
}
