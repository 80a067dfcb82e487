import { listLockerModels } from '@cubby/protocol/operations/models/list-locker-models'
import type { LockerModelSummary } from '@cubby/protocol/operations/models/locker-model-shapes'
import { Anchor, Button } from '@mantine/core'
import { IconColumns3, IconPlus } from '@tabler/icons-react'
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

const models: ListSource<LockerModelSummary> = (search) =>
  read(listLockerModels, { query: asked(search, ['q', 'state', 'after', 'limit']) })

const filters = [choiceFilter('state', 'model.state', 'model.state', ['released', 'draft'])]

const columns: readonly Column<LockerModelSummary>[] = [
  {
    id: 'name',
    head: 'model.name',
    cell: ({ id, name }) => (
      <Anchor component={Link} href={to.model(id)} fw={600}>
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
  {
    id: 'version',
    head: 'model.version',
    isNumber: true,
    cell: ({ latestVersion }) => latestVersion,
    csv: ({ latestVersion }) => latestVersion,
  },
  {
    id: 'modules',
    head: 'model.modules',
    isNumber: true,
    cell: ({ modules }) => modules,
    csv: ({ modules }) => modules,
  },
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
    id: 'lockers',
    head: 'model.lockers',
    isNumber: true,
    cell: ({ lockers }) => lockers,
    csv: ({ lockers }) => lockers,
  },
  {
    id: 'changed',
    head: 'model.changed',
    cell: ({ changedAt }) => <Moment at={changedAt} />,
    csv: ({ changedAt }) => changedAt,
  },
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
