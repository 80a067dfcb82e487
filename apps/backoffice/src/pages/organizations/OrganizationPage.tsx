import type { OrganizationReply } from '@cubby/protocol/operations/organizations/organization-shapes'
import { readOrganization } from '@cubby/protocol/operations/organizations/read-organization'
import type { OrganizationId } from '@cubby/kit/ids'
import { Anchor, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconEdit } from '@tabler/icons-react'
import { read } from '../../api/client.ts'
import { to } from '../../paths.ts'
import { useForbidden } from '../../session/me.ts'
import { ActionButton } from '../../support/ActionButton.tsx'
import { DetailPage } from '../../support/DetailPage.tsx'
import { useGo } from '../../support/go.ts'
import { HistorySection } from '../../support/history/HistorySection.tsx'
import { Link } from '../../support/Link.tsx'
import { Moment } from '../../support/Moment.tsx'
import { OrganizationName } from '../../support/Name.tsx'
import { Section } from '../../support/Section.tsx'
import { useIdInAddress } from '../../support/id-in-address.ts'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'

const organizationQuery = (organization: OrganizationId) =>
  read(readOrganization, { params: { organization } })

/** One company: what it is, by which rules its shipments are kept, who carries for it. */
export function OrganizationPage() {
  const organization = useIdInAddress<OrganizationId>('organization')
  const query = useQuery(organizationQuery(organization))
  return <Shown query={query}>{(data) => <Detail organization={data} />}</Shown>
}

function Detail({ organization }: { organization: OrganizationReply }) {
  const { t } = useText()
  const go = useGo()
  const { id, name, carriers } = organization
  const forbidden = useForbidden('organizations:write')
  return (
    <DetailPage
      title={name}
      crumbs={[{ label: t('organizations.title'), href: to.organizations() }]}
      facts={useFacts(organization)}
      side={
        <ActionButton
          variant="default"
          leftSection={<IconEdit size={18} aria-hidden />}
          disabledReason={forbidden}
          onClick={() => go(to.editOrganization(id))}
        >
          {t('organization.edit')}
        </ActionButton>
      }
    >
      <Section title={t('organization.carriers')}>
        {carriers.length === 0 ? (
          <Text c="dimmed">{t('organization.carriers.none')}</Text>
        ) : (
          <Stack gap={4}>
            {carriers.map((carrier) => (
              <OrganizationName key={carrier} id={carrier} />
            ))}
          </Stack>
        )}
      </Section>
      <Section title={t('organization.links')}>
        <Group gap="lg">
          <Anchor component={Link} href={to.shipments({ organization: id })}>
            {t('shipments.title')}
          </Anchor>
          <Anchor component={Link} href={to.couriers({ organization: id })}>
            {t('couriers.title')}
          </Anchor>
          <Anchor component={Link} href={to.keys({ organization: id })}>
            {t('keys.title')}
          </Anchor>
          <Anchor component={Link} href={to.messages({ organization: id })}>
            {t('messages.title')}
          </Anchor>
        </Group>
      </Section>
      <HistorySection thing={id} />
    </DetailPage>
  )
}

function useFacts({ id, kind, rules, createdAt }: OrganizationReply) {
  const { t } = useText()
  return [
    { label: t('organization.kind'), value: t(`organization.kind.${kind}`) },
    {
      label: t('organization.storage'),
      value: t('organization.hours', { count: rules.storageHours }),
    },
    {
      label: t('organization.extension'),
      value: t('organization.extension.of', {
        hours: rules.extensionHours,
        times: rules.extensionsMax,
      }),
    },
    {
      label: t('organization.reminders'),
      value: rules.reminderHoursBefore
        .map((count) => t('organization.hours', { count }))
        .join(', '),
    },
    {
      label: t('organization.share'),
      value: t(rules.mayShareCell ? 'page.yes' : 'page.no'),
    },
    {
      label: t('organization.unannounced'),
      value: t(rules.acceptsUnannounced ? 'page.yes' : 'page.no'),
    },
    { label: t('organization.created'), value: <Moment at={createdAt} /> },
    { label: t('page.id'), value: <span className="ltr">{id}</span> },
  ]
}
