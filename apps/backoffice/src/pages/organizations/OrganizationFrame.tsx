import type { OrganizationInFull } from '@cubby/protocol/operations/organizations/organization-shapes'
import { readOrganization } from '@cubby/protocol/operations/organizations/read-organization'
import type { OrganizationId } from '@cubby/kit/ids'
import { IconEdit } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { read } from '../../api/client.ts'
import { to } from '../../paths.ts'
import { useForbidden } from '../../session/me.ts'
import { ActionButton } from '../../support/ActionButton.tsx'
import { DetailPage } from '../../support/DetailPage.tsx'
import { useGo } from '../../support/go.ts'
import { Moment } from '../../support/Moment.tsx'
import { useIdInAddress } from '../../support/id-in-address.ts'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'
import { OrganizationState } from './OrganizationState.tsx'
import { SuspendAction } from './SuspendAction.tsx'

const organizationQuery = (organization: OrganizationId) =>
  read(readOrganization, { params: { organization } })

type Props = { children: (organization: OrganizationInFull) => ReactNode }

/** What stands above every tab of an organization. */
export function OrganizationFrame({ children }: Props) {
  const organization = useIdInAddress<OrganizationId>('organization')
  const query = useQuery(organizationQuery(organization))
  return (
    <Shown query={query}>{(data) => <Frame organization={data}>{children(data)}</Frame>}</Shown>
  )
}

function Frame({
  organization,
  children,
}: {
  organization: OrganizationInFull
  children: ReactNode
}) {
  const { t } = useText()
  const go = useGo()
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const forbidden = useForbidden('organizations:write')
  const { id, name, kind, createdAt } = organization
  return (
    <DetailPage
      title={name}
      crumbs={[{ label: t('organizations.title'), href: to.organizations() }]}
      badge={<OrganizationState organization={organization} />}
      facts={[
        { label: t('organization.kind'), value: t(`organization.kind.${kind}`) },
        { label: t('organization.legal-name'), value: organization.legalName },
        { label: t('organization.created'), value: <Moment at={createdAt} /> },
        { label: t('page.id'), value: <span className="ltr">{id}</span> },
      ]}
      tab={path}
      tabs={[
        { href: to.organization(id), label: t('organization.tab.facts') },
        { href: to.organizationRules(id), label: t('organization.tab.rules') },
        { href: to.organizationMessages(id), label: t('organization.tab.messages') },
        { href: to.organizationWebhooks(id), label: t('organization.tab.webhooks') },
        { href: to.organizationKeys(id), label: t('organization.tab.keys') },
        { href: to.organizationPeople(id), label: t('organization.tab.people') },
      ]}
      side={
        <>
          <ActionButton
            variant="default"
            leftSection={<IconEdit size={18} aria-hidden />}
            disabledReason={forbidden}
            onClick={() => go(to.editOrganization(id))}
          >
            {t('organization.edit')}
          </ActionButton>
          <SuspendAction organization={organization} />
        </>
      }
    >
      {children}
    </DetailPage>
  )
}
