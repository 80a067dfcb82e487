import type { CustomerReply } from '@cubby/protocol/operations/customers/customer-shapes'
import { listCustomers } from '@cubby/protocol/operations/customers/list-customers'
import { Anchor } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { read } from '../../api/client.ts'
import { to } from '../../paths.ts'
import { useForbidden } from '../../session/me.ts'
import { ActionButton } from '../../support/ActionButton.tsx'
import { useGo } from '../../support/go.ts'
import { Link } from '../../support/Link.tsx'
import { asked } from '../../support/list/asked.ts'
import type { Column } from '../../support/list/column.ts'
import { ListPage, type ListSource } from '../../support/list/ListPage.tsx'
import { Moment } from '../../support/Moment.tsx'
import { useText } from '../../text.ts'

const customers: ListSource<CustomerReply> = (search) =>
  read(listCustomers, { query: asked(search, ['q', 'after', 'limit']) })

const columns: readonly Column<CustomerReply>[] = [
  {
    id: 'name',
    head: 'customer.name',
    cell: ({ id, name }) => (
      <Anchor component={Link} href={to.customer(id)} fw={600} dir="auto">
        {name}
      </Anchor>
    ),
  },
  {
    id: 'phone',
    head: 'customer.phone',
    cell: ({ phone }) => <span className="ltr">{phone ?? '–'}</span>,
  },
  {
    id: 'email',
    head: 'customer.email',
    cell: ({ email }) => <span className="ltr">{email ?? '–'}</span>,
  },
  {
    id: 'locale',
    head: 'customer.locale',
    isExtra: true,
    cell: ({ locale }) => <span className="ltr">{locale}</span>,
  },
  {
    id: 'created',
    head: 'customer.created',
    cell: ({ createdAt }) => <Moment at={createdAt} />,
  },
]

/** People with an account. */
export function CustomersPage() {
  const { t } = useText()
  const go = useGo()
  const forbidden = useForbidden('customers:write')
  return (
    <ListPage
      title="customers.title"
      help="customers.help"
      search="customers.search"
      empty="customers.empty"
      source={customers}
      columns={columns}
      idOf={({ id }) => id}
      hrefOf={({ id }) => to.customer(id)}
      actions={
        <ActionButton
          leftSection={<IconPlus size={18} aria-hidden />}
          disabledReason={forbidden}
          onClick={() => go(to.newCustomer())}
        >
          {t('customers.new')}
        </ActionButton>
      }
    />
  )
}
