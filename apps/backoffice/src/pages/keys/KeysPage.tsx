import type { ApiKeyReply } from '@cubby/protocol/operations/keys/key-shapes'
import { listKeys } from '@cubby/protocol/operations/keys/list-keys'
import { revokeKey } from '@cubby/protocol/operations/keys/revoke-key'
import { Text } from '@mantine/core'
import { IconBan, IconCheck, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { read } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { to } from '../../paths.ts'
import { useForbidden } from '../../session/me.ts'
import { ActionButton } from '../../support/ActionButton.tsx'
import { ConfirmDialog } from '../../support/dialog/ConfirmDialog.tsx'
import { useGo } from '../../support/go.ts'
import { asked } from '../../support/list/asked.ts'
import { choiceFilter, organizationFilter } from '../../support/list/choices.ts'
import type { Column } from '../../support/list/column.ts'
import { ListPage, type ListSource } from '../../support/list/ListPage.tsx'
import { Moment } from '../../support/Moment.tsx'
import { OrganizationName } from '../../support/Name.tsx'
import { Sign } from '../../support/Sign.tsx'
import { useText } from '../../text.ts'

const keys: ListSource<ApiKeyReply> = (search) =>
  read(listKeys, { query: asked(search, ['organization', 'state', 'after', 'limit']) })

const filters = [
  choiceFilter('state', 'filter.state', 'key.state', ['working', 'revoked']),
  organizationFilter,
]

const columns: readonly Column<ApiKeyReply>[] = [
  {
    id: 'name',
    head: 'key.name',
    cell: ({ name }) => <Text fw={600}>{name}</Text>,
    csv: ({ name }) => name,
  },
  {
    id: 'organization',
    head: 'filter.organization',
    cell: ({ organization }) =>
      organization ? <OrganizationName id={organization} /> : <Operator />,
    csv: ({ organization }) => organization,
  },
  {
    id: 'scopes',
    head: 'key.scopes',
    cell: ({ scopes }) => (
      <Text size="sm" className="ltr" maw={280} lineClamp={2} title={scopes.join(', ')}>
        {scopes.join(', ')}
      </Text>
    ),
    csv: ({ scopes }) => scopes.join(' '),
  },
  {
    id: 'used',
    head: 'key.used',
    cell: ({ lastUsedAt }) => (lastUsedAt ? <Moment at={lastUsedAt} /> : '–'),
    csv: ({ lastUsedAt }) => lastUsedAt,
  },
  {
    id: 'state',
    head: 'filter.state',
    cell: (row) => <State apiKey={row} />,
    csv: ({ revokedAt }) => (revokedAt ? 'revoked' : 'working'),
  },
  { id: 'revoke', head: 'list.actions', cell: (row) => <Revoke apiKey={row} /> },
]

/** The keys with which programs call the API. */
export function KeysPage() {
  const { t } = useText()
  const go = useGo()
  const forbidden = useForbidden('keys:write')
  return (
    <ListPage
      title="keys.title"
      help="keys.help"
      empty="keys.empty"
      source={keys}
      columns={columns}
      filters={filters}
      idOf={({ id }) => id}
      csv="api-keys"
      actions={
        <ActionButton
          leftSection={<IconPlus size={18} aria-hidden />}
          disabledReason={forbidden}
          onClick={() => go(to.newKey())}
        >
          {t('keys.new')}
        </ActionButton>
      }
    />
  )
}

function Operator() {
  const { t } = useText()
  return t('organization.kind.network-operator')
}

function State({ apiKey: { revokedAt } }: { apiKey: ApiKeyReply }) {
  const { t } = useText()
  return revokedAt === null ? (
    <Sign color="done" icon={IconCheck}>
      {t('key.state.working')}
    </Sign>
  ) : (
    <Sign color="gray" icon={IconBan}>
      {t('key.state.revoked')}
    </Sign>
  )
}

function Revoke({ apiKey }: { apiKey: ApiKeyReply }) {
  const { t } = useText()
  const [isAsking, setAsking] = useState(false)
  const forbidden = useForbidden('keys:write')
  const revoke = useAction(revokeKey, {
    stale: ['key.list'],
    done: t('key.revoke.done'),
    onDone: () => setAsking(false),
  })
  if (apiKey.revokedAt !== null) return null
  return (
    <>
      <ActionButton
        size="xs"
        variant="outline"
        color="alarm"
        disabledReason={forbidden}
        onClick={() => setAsking(true)}
      >
        {t('key.revoke')}
      </ActionButton>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title={t('key.revoke.title')}
        consequence={t('key.revoke.consequence', { name: apiKey.name })}
        confirm={t('key.revoke')}
        isRunning={revoke.isRunning}
        error={revoke.error}
        onConfirm={() => void revoke.run({ params: { key: apiKey.id } })}
      />
    </>
  )
}
