import type { OrganizationInFull } from '@cubby/protocol/operations/organizations/organization-shapes'
import { readContacts } from '@cubby/protocol/operations/organizations/read-contacts'
import { Anchor, Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { to } from '../../paths.ts'
import { Facts } from '../../support/Facts.tsx'
import { HistorySection } from '../../support/history/HistorySection.tsx'
import { Link } from '../../support/Link.tsx'
import { OrganizationName } from '../../support/Name.tsx'
import { Section } from '../../support/Section.tsx'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'
import { WorksInSection } from '../segments/WorksInSection.tsx'
import { LogoSection } from './LogoSection.tsx'
import { OrganizationFrame } from './OrganizationFrame.tsx'

/** One company: what it is, whom to ask there, as whom its messages come. */
export function OrganizationPage() {
  return (
    <OrganizationFrame>
      {(organization) => (
        <>
          <Contacts organization={organization} />
          <Books organization={organization} />
          <LogoSection organization={organization} />
          <Carriers organization={organization} />
          <WorksInSection key={organization.id} organization={organization} />
          <Links organization={organization} />
          <HistorySection thing={organization.id} />
        </>
      )}
    </OrganizationFrame>
  )
}

type Props = { organization: OrganizationInFull }

function Contacts({ organization: { id } }: Props) {
  const { t } = useText()
  const query = useQuery(read(readContacts, { params: { organization: id } }))
  return (
    <Section title={t('organization.contacts')}>
      <Shown query={query} lines={2}>
        {({ contacts }) =>
          contacts.length === 0 ? (
            <Text c="dimmed">{t('organization.contacts.none')}</Text>
          ) : (
            <SimpleGrid cols={{ base: 1, xs: 2, lg: 3 }}>
              {contacts.map(({ role, name, email, phone }) => (
                <Stack key={`${role} ${name}`} gap={2}>
                  <Text size="sm" c="dimmed">
                    {t(`organization.contact.role.${role}`)}
                  </Text>
                  <Text fw={600}>{name}</Text>
                  {email && (
                    <Anchor href={`mailto:${email}`} className="ltr">
                      {email}
                    </Anchor>
                  )}
                  {phone && (
                    <Anchor href={`tel:${phone}`} className="ltr">
                      {phone}
                    </Anchor>
                  )}
                </Stack>
              ))}
            </SimpleGrid>
          )
        }
      </Shown>
    </Section>
  )
}

function Books({ organization: { taxNumber, references, sender } }: Props) {
  const { t } = useText()
  const ltr = (text: string | null) => text && <span className="ltr">{text}</span>
  return (
    <Section title={t('organization.books')}>
      <Facts
        cols={3}
        facts={[
          { label: t('organization.tax-number'), value: ltr(taxNumber) },
          { label: t('organization.customer-number'), value: ltr(references.customerNumber) },
          { label: t('organization.contract-number'), value: ltr(references.contractNumber) },
          { label: t('organization.mask'), value: ltr(references.mask) },
          { label: t('organization.email-name'), value: sender.emailName },
          { label: t('organization.sms-name'), value: ltr(sender.smsName) },
        ]}
      />
    </Section>
  )
}

function Carriers({ organization: { carriers } }: Props) {
  const { t } = useText()
  return (
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
  )
}

function Links({ organization: { id } }: Props) {
  const { t } = useText()
  return (
    <Section title={t('organization.links')}>
      <Group gap="lg">
        <Anchor component={Link} href={to.shipments({ organization: id })}>
          {t('shipments.title')}
        </Anchor>
        <Anchor component={Link} href={to.messages({ organization: id })}>
          {t('messages.title')}
        </Anchor>
        <Anchor component={Link} href={to.tariffs({ organization: id })}>
          {t('tariffs.title')}
        </Anchor>
      </Group>
    </Section>
  )
}
