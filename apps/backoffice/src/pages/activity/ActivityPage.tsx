import {
  activityKinds,
  type ActivityReply,
} from '@cubby/protocol/operations/activity/activity-shapes'
import {
  exportActivity,
  exportActivityLines,
} from '@cubby/protocol/operations/activity/export-activity'
import { listActivity } from '@cubby/protocol/operations/activity/list-activity'
import { pathOf } from '@cubby/sdk/api-client'
import { Anchor, Button, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { read } from '../../api/client.ts'
import { to } from '../../paths.ts'
import { Link } from '../../support/Link.tsx'
import { deedLooks, deedText, doerName } from '../../support/history/deed.ts'
import { asked } from '../../support/list/asked.ts'
import { choiceFilter, organizationFilter } from '../../support/list/choices.ts'
import type { Column } from '../../support/list/column.ts'
import { ListPage, type ListSource } from '../../support/list/ListPage.tsx'
import { type ListSearch, useListSearch } from '../../support/list/list-search.ts'
import { Moment } from '../../support/Moment.tsx'
import { OrganizationName } from '../../support/Name.tsx'
import { Sign } from '../../support/Sign.tsx'
import { useText } from '../../text.ts'
import { ActivityDrawer } from './ActivityDrawer.tsx'
import { NarrowedTo } from './NarrowedTo.tsx'
import { periods, sinceOf } from './period.ts'
import { ThingLink } from './ThingLink.tsx'

const names = ['q', 'what', 'organization', 'doer', 'thing', 'operation', 'since', 'until'] as const
const withPeriod = (search: ListSearch): ListSearch => ({ ...sinceOf(search['period']), ...search })
const activity: ListSource<ActivityReply> = (search) =>
  read(listActivity, { query: asked(withPeriod(search), [...names, 'after', 'limit']) })

const filters = [
  choiceFilter('what', 'activity.filter.what', 'activity.what', activityKinds),
  choiceFilter('period', 'activity.filter.period', 'activity.period', periods),
  organizationFilter,
]

const columns: readonly Column<ActivityReply>[] = [
  { id: 'did', head: 'activity.did', cell: (row) => <Did row={row} /> },
  { id: 'what', head: 'activity.filter.what', cell: ({ what }) => <What what={what} /> },
  { id: 'by', head: 'activity.by', cell: (row) => <By row={row} /> },
  { id: 'thing', head: 'activity.thing', cell: ({ thing }) => thing && <ThingLink id={thing} /> },
  { id: 'at', head: 'activity.at', cell: ({ at }) => <Moment at={at} exact /> },
  { id: 'reason', head: 'dialog.reason', cell: ({ reason }) => <Reason text={reason} /> },
  {
    id: 'organization',
    head: 'filter.organization',
    isExtra: true,
    cell: ({ organization }) => organization && <OrganizationName id={organization} />,
  },
  {
    id: 'address',
    head: 'activity.address',
    isExtra: true,
    cell: ({ address }) => <span className="ltr">{address}</span>,
  },
  { id: 'seq', head: 'activity.seq', isExtra: true, isNumber: true, cell: ({ seq }) => seq ?? '–' },
]

/** Who did what, when, from where and why. */
export function ActivityPage() {
  return (
    <ListPage
      title="activity.title"
      help="activity.help"
      search="activity.search"
      empty="activity.empty"
      source={activity}
      columns={columns}
      filters={filters}
      idOf={({ id }) => id}
      hrefOf={({ id }, search) => to.activity({ ...search, activity: id })}
      csv={(search) => pathOf(exportActivity, { query: asked(withPeriod(search), names) })}
      actions={<Actions />}
      detail={(rows) => <ActivityDrawer rows={rows} />}
    />
  )
}

function Actions() {
  const { t } = useText()
  const { search } = useListSearch()
  const lines = pathOf(exportActivityLines, { query: asked(withPeriod(search), names) })
  return (
    <>
      <NarrowedTo />
      <Button
        component="a"
        href={lines}
        download
        variant="default"
        leftSection={<IconDownload size={18} aria-hidden />}
      >
        {t('activity.lines')}
      </Button>
    </>
  )
}

function Did({ row }: { row: ActivityReply }) {
  const { t } = useText()
  const { search } = useListSearch()
  return (
    <Anchor component={Link} href={to.activity({ ...search, activity: row.id })} fw={600}>
      {deedText(t, row)}
    </Anchor>
  )
}

function What({ what }: { what: ActivityReply['what'] }) {
  const { t } = useText()
  const { icon, color } = deedLooks[what]
  return (
    <Sign icon={icon} color={color}>
      {t(`activity.what.${what}`)}
    </Sign>
  )
}

function By({ row }: { row: ActivityReply }) {
  const { t } = useText()
  return doerName(t, row)
}

function Reason({ text }: { text: string | null }) {
  return (
    text !== null && (
      <Text size="sm" maw={260} lineClamp={2} title={text} dir="auto">
        {text}
      </Text>
    )
  )
}
