import { cellsOf } from '@cubby/domain/cells/layout'
import type { ConfiguredLevel } from '@cubby/domain/machine/configuration-item'
import { readLocker } from '@cubby/protocol/operations/lockers/read-locker'
import type { CellId, LockerId } from '@cubby/kit/ids'
import { Button, Group, Select } from '@mantine/core'
import { IconListCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { to } from '../../paths.ts'
import { useGo } from '../../support/go.ts'
import { Link } from '../../support/Link.tsx'
import { useListSearch } from '../../support/list/list-search.ts'
import { Page } from '../../support/Page.tsx'
import { useText } from '../../text.ts'
import { hrefOf, levelName, type Place, placeOf } from './level.ts'
import { LevelSelect } from './LevelSelect.tsx'
import { configurationQuery, Settings } from './Settings.tsx'

/** What is configured at a level of the network: all of it, a segment, a model, a locker or one of its cells. */
export function ConfigurationPage() {
  const { t } = useText()
  const { search } = useListSearch()
  const place = placeOf(search)
  const { data } = useQuery(configurationQuery(place))
  const level = levelName(t, place.of, data?.name ?? null)
  const isNetwork = place.of === 'network'
  const above = isNetwork
    ? []
    : [
        { label: t('configuration.title'), href: to.configuration() },
        ...(place.cell ? [{ label: level, href: hrefOf({ of: place.of, cell: null }) }] : []),
      ]
  const title = place.cell
    ? t('configuration.of.cell', { name: data?.cellName ?? '' })
    : isNetwork
      ? t('configuration.title')
      : level
  return (
    <Page
      title={title}
      help={t('configuration.help')}
      crumbs={above}
      actions={
        <Button
          component={Link}
          href={to.manyConfigurations(place.of.startsWith('lck_') ? { lockers: place.of } : {})}
          variant="default"
          leftSection={<IconListCheck size={18} aria-hidden />}
        >
          {t('configuration.many')}
        </Button>
      }
    >
      <LevelChoice place={place} name={data?.name ?? null} />
      <Settings key={`${place.of} ${place.cell ?? ''}`} place={place} />
    </Page>
  )
}

/** Goes to another level, or to one of the doors of a locker. */
function LevelChoice({ place: { of, cell }, name }: { place: Place; name: string | null }) {
  const go = useGo()
  const choose = (next: ConfiguredLevel, door: CellId | null = null) =>
    go(to.configuration({ of: next === 'network' ? '' : next, cell: door ?? '' }))
  return (
    <Group gap="sm" align="flex-end">
      <LevelSelect key={of} of={of} name={name} onChoose={choose} />
      {of.startsWith('lck_') && (
        <DoorChoice locker={of as LockerId} cell={cell} onChoose={(door) => choose(of, door)} />
      )}
    </Group>
  )
}

type DoorProps = {
  locker: LockerId
  cell: CellId | null
  onChoose: (cell: CellId | null) => void
}

function DoorChoice({ locker, cell, onChoose }: DoorProps) {
  const { t } = useText()
  const { data } = useQuery(read(readLocker, { params: { locker } }))
  const cells = data ? cellsOf(data.layout) : []
  return (
    <Select
      label={t('configuration.choose.cell')}
      placeholder={t('configuration.choose.cell.all')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('configuration.choose.cell.all') }}
      data={cells.map(({ id, name }) => ({ value: id, label: name }))}
      value={cell}
      nothingFoundMessage={t('search.nothing')}
      onChange={onChoose}
    />
  )
}
