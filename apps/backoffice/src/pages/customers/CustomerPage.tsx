import type { CustomerId } from '@cubby/kit/ids'
import type { CustomerReply } from '@cubby/protocol/operations/customers/customer-shapes'
import { readCustomer } from '@cubby/protocol/operations/customers/read-customer'
import { Alert, Anchor } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconEdit, IconEraser } from '@tabler/icons-react'
import { read } from '../../api/client.ts'
import { to } from '../../paths.ts'
import { useForbidden } from '../../session/me.ts'
import { ActionButton } from '../../support/ActionButton.tsx'
import { DetailPage } from '../../support/DetailPage.tsx'
import { useGo } from '../../support/go.ts'
import { HistorySection } from '../../support/history/HistorySection.tsx'
import { useIdInAddress } from '../../support/id-in-address.ts'
import { Link } from '../../support/Link.tsx'
import { Moment } from '../../support/Moment.tsx'
import { Section } from '../../support/Section.tsx'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'
import { ErasePerson } from '../privacy/ErasePerson.tsx'
import { ExportPerson } from '../privacy/ExportPerson.tsx'

const customerQuery = (customer: CustomerId) => read(readCustomer, { params: { customer } })

/** One customer: how to reach him, what he agreed to, what was done, and his rights. */
export function CustomerPage() {
  const customer = useIdInAddress<CustomerId>('customer')
  const query = useQuery(customerQuery(customer))
  return <Shown query={query}>{(data) => <Detail customer={data} />}</Shown>
}

function Detail({ customer }: { customer: CustomerReply }) {
  const { t } = useText()
  const { id, name, phone, erasedAt } = customer
  return (
    <DetailPage
      title={name ?? t('customer.erased')}
      crumbs={[{ label: t('customers.title'), href: to.customers() }]}
      facts={useFacts(customer)}
      side={erasedAt === null && <Side customer={customer} />}
    >
      {erasedAt !== null && (
        <Alert color="signal" icon={<IconEraser aria-hidden />}>
          {t('customer.erased.help')}
        </Alert>
      )}
      {phone !== null && (
        <Section title={t('customer.shipments')}>
          <Anchor component={Link} href={to.shipments({ phone })}>
            {t('customer.shipments.open')}
          </Anchor>
        </Section>
      )}
      <HistorySection thing={id} />
    </DetailPage>
  )
}

function Side({ customer: { id, name } }: { customer: CustomerReply }) {
  const { t } = useText()
  const go = useGo()
  const forbidden = useForbidden('customers:write')
  return (
    <>
      <ActionButton
        variant="default"
        leftSection={<IconEdit size={18} aria-hidden />}
        disabledReason={forbidden}
        onClick={() => go(to.editCustomer(id))}
      >
        {t('customer.edit')}
      </ActionButton>
      <ExportPerson person={{ customer: id }} />
      <ErasePerson person={{ customer: id }} name={name ?? ''} />
    </>
  )
}

function useFacts(customer: CustomerReply) {
  const { t } = useText()
  const { phone, email, consents, notes } = customer
  const yesOrNo = (agreed: boolean) => t(agreed ? 'page.yes' : 'page.no')
  return [
    { label: t('customer.phone'), value: phone && <span className="ltr">{phone}</span> },
    { label: t('customer.email'), value: email && <span className="ltr">{email}</span> },
    { label: t('customer.locale'), value: <span className="ltr">{customer.locale}</span> },
    { label: t('customer.created'), value: <Moment at={customer.createdAt} /> },
    { label: t('customer.messages'), value: yesOrNo(consents.messages) },
    { label: t('customer.locker-delivery'), value: yesOrNo(consents.lockerDelivery) },
    { label: t('customer.notes'), value: notes && <span dir="auto">{notes}</span> },
    { label: t('page.id'), value: <span className="ltr">{customer.id}</span> },
  ]
}
