import { acknowledgeAlarm } from '@cubby/protocol/operations/upkeep/acknowledge-alarm'
import { listAlarms } from '@cubby/protocol/operations/upkeep/list-alarms'
import type { AlarmReply } from '@cubby/protocol/operations/upkeep/upkeep-shapes'
import { Text } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { read } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useForbidden } from '../../session/me.ts'
import { ActionButton } from '../../support/ActionButton.tsx'
import { useCellNames } from '../../support/cell-names.ts'
import { asked } from '../../support/list/asked.ts'
import { choiceFilter, lockerFilter } from '../../support/list/choices.ts'
import type { Column } from '../../support/list/column.ts'
import { type Bulk, ListPage, type ListSource } from '../../support/list/ListPage.tsx'
import { Moment } from '../../support/Moment.tsx'
import { LockerName } from '../../support/Name.tsx'
import { Sign } from '../../support/Sign.tsx'
import { TroubleNotice } from '../../support/TroubleNotice.tsx'
import { named, useText } from '../../text.ts'
import { alarmKinds } from './alarm-kinds.ts'
import { sayDone } from '../../support/dialog/say-done.ts'

const alarms: ListSource<AlarmReply> = (search) =>
  read(listAlarms, { query: asked(search, ['state', 'locker', 'kind', 'after', 'limit']) })

const filters = [
  choiceFilter('state', 'filter.state', 'alarm.state', ['open', 'acknowledged']),
  choiceFilter('kind', 'filter.kind', 'alarm.kind', alarmKinds),
  lockerFilter,
]

const columns: readonly Column<AlarmReply>[] = [
  {
    id: 'kind',
    head: 'alarm.kind',
    cell: (alarm) => <What alarm={alarm} />,
    csv: ({ kind }) => kind,
  },
  {
    id: 'locker',
    head: 'filter.locker',
    cell: ({ locker }) => (locker === null ? '' : <LockerName id={locker} />),
    csv: ({ locker }) => locker,
  },
  { id: 'at', head: 'alarm.at', cell: ({ at }) => <Moment at={at} />, csv: ({ at }) => at },
  {
    id: 'state',
    head: 'filter.state',
    cell: (alarm) => <Seen alarm={alarm} />,
    csv: ({ acknowledgedAt }) => acknowledgedAt,
  },
]

const bulk: Bulk<AlarmReply> = {
  mayChoose: ({ acknowledgedAt }) => acknowledgedAt === null,
  nameOf: ({ kind, at }) => `${kind} ${at}`,
  actions: (chosen, clear) => <AcknowledgeAll alarms={chosen} onDone={clear} />,
}

/** What staff should look at. */
export function AlarmsPage() {
  return (
    <ListPage
      title="alarms.title"
      help="alarms.help"
      empty="alarms.empty"
      source={alarms}
      columns={columns}
      filters={filters}
      idOf={({ id }) => id}
      csv="alarms"
      bulk={bulk}
    />
  )
}

function What({ alarm: { kind, locker, cell, detail } }: { alarm: AlarmReply }) {
  const { t } = useText()
  const cellName = useCellNames(locker)
  const problem = detail['problem']
  return (
    <>
      <Text fw={600}>{named(t, 'alarm.kind', kind)}</Text>
      <Text size="sm" c="dimmed">
        {[
          cell ? t('cell.title', { name: cellName(cell) }) : '',
          typeof problem === 'string' ? named(t, 'word', problem) : '',
        ]
          .filter(Boolean)
          .join(' · ')}
      </Text>
    </>
  )
}

function Seen({ alarm }: { alarm: AlarmReply }) {
  const { t } = useText()
  const forbidden = useForbidden('incidents:write')
  const acknowledge = useAction(acknowledgeAlarm, {
    stale: ['alarm.list', 'overview.read'],
    done: t('alarm.acknowledge.done'),
  })
  if (alarm.acknowledgedAt === null)
    return (
      <ActionButton
        size="xs"
        variant="default"
        leftSection={<IconAlertTriangle size={16} aria-hidden />}
        loading={acknowledge.isRunning}
        disabledReason={forbidden}
        onClick={() => void acknowledge.run({ params: { alarm: alarm.id } })}
      >
        {t('alarm.acknowledge')}
      </ActionButton>
    )
  return (
    <>
      <Sign color="done" icon={IconCheck}>
        {t('alarm.state.acknowledged')}
      </Sign>
      <Text size="sm" c="dimmed">
        {alarm.acknowledgedBy?.name} <Moment at={alarm.acknowledgedAt} />
      </Text>
    </>
  )
}

/** One after another: each is an act of its own, and what fails is said. */
function AcknowledgeAll({
  alarms: chosen,
  onDone,
}: {
  alarms: readonly AlarmReply[]
  onDone: () => void
}) {
  const { t } = useText()
  const forbidden = useForbidden('incidents:write')
  const acknowledge = useAction(acknowledgeAlarm, { stale: ['alarm.list', 'overview.read'] })
  const runAll = async () => {
    for (const { id } of chosen)
      if ((await acknowledge.run({ params: { alarm: id } })) === null) return
    sayDone(t('alarm.acknowledge.done'))
    onDone()
  }
  return (
    <>
      {acknowledge.error !== null && <TroubleNotice error={acknowledge.error} />}
      <ActionButton
        size="sm"
        leftSection={<IconCheck size={16} aria-hidden />}
        loading={acknowledge.isRunning}
        disabledReason={forbidden}
        onClick={() => void runAll()}
      >
        {t('alarm.acknowledge.chosen')}
      </ActionButton>
    </>
  )
}
