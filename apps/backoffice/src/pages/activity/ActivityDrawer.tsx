import type { ActivityReply } from '@cubby/protocol/operations/activity/activity-shapes'
import { Alert, Anchor, Drawer, Group, Stack, Title } from '@mantine/core'
import { IconEraser } from '@tabler/icons-react'
import { to } from '../../paths.ts'
import { Facts } from '../../support/Facts.tsx'
import { deedText, doerName } from '../../support/history/deed.ts'
import { Differences } from '../../support/history/Differences.tsx'
import { Link } from '../../support/Link.tsx'
import { useListSearch } from '../../support/list/list-search.ts'
import { Moment } from '../../support/Moment.tsx'
import { OrganizationName } from '../../support/Name.tsx'
import { useText } from '../../text.ts'
import { ThingLink } from './ThingLink.tsx'

/** One deed: who, from where, why, and what was before and after. */
export function ActivityDrawer({ rows }: { rows: readonly ActivityReply[] }) {
  const { t } = useText()
  const { search, change } = useListSearch()
  const row = rows.find(({ id }) => id === search['activity'])
  return (
    <Drawer
      opened={row !== undefined}
      onClose={() => change({ activity: null }, { replace: true })}
      position="right"
      size="xl"
      title={row && deedText(t, row)}
    >
      {row && <Detail row={row} />}
    </Drawer>
  )
}

function Detail({ row }: { row: ActivityReply }) {
  const { t } = useText()
  return (
    <Stack gap="lg">
      <Facts cols={2} facts={useFacts(row)} />
      {row.erasedBy && (
        <Alert color="signal" icon={<IconEraser aria-hidden />}>
          {t('activity.erased')}
        </Alert>
      )}
      <div>
        <Title order={3} size="h5" mb="xs">
          {t('activity.details')}
        </Title>
        <Differences before={row.before} after={row.after} />
      </div>
      <Group gap="lg">
        {row.thing && (
          <Anchor component={Link} href={to.activity({ thing: row.thing })}>
            {t('activity.more.thing')}
          </Anchor>
        )}
        {row.by.id && (
          <Anchor component={Link} href={to.activity({ doer: row.by.id })}>
            {t('activity.more.doer')}
          </Anchor>
        )}
      </Group>
    </Stack>
  )
}

function useFacts(row: ActivityReply) {
  const { t } = useText()
  const { by, thing, organization, address, agent, reason, operation, seq, hash } = row
  const ltr = (text: string | null) => text && <span className="ltr">{text}</span>
  return [
    { label: t('activity.by'), value: doerName(t, row) },
    { label: t('activity.at'), value: <Moment at={row.at} exact /> },
    { label: t('activity.thing'), value: thing && <ThingLink id={thing} /> },
    {
      label: t('filter.organization'),
      value: organization && <OrganizationName id={organization} />,
    },
    { label: t('dialog.reason'), value: reason && <span dir="auto">{reason}</span> },
    { label: t('activity.by.kind'), value: t(`activity.by.${by.kind}`) },
    { label: t('activity.address'), value: ltr(address) },
    { label: t('activity.agent'), value: ltr(agent) },
    { label: t('activity.operation'), value: ltr(operation) },
    {
      label: t('activity.seq'),
      value: seq === null ? t('activity.unsealed') : ltr(`${seq} · ${(hash ?? '').slice(0, 12)}…`),
    },
  ]
}
