import type { OrganizationReply } from '@cubby/protocol/operations/organizations/organization-shapes'
import { Facts } from '../../support/Facts.tsx'
import { useFormat } from '../../support/format.ts'
import { Section } from '../../support/Section.tsx'
import { useText } from '../../text.ts'
import { OrganizationFrame } from './OrganizationFrame.tsx'

/** By which rules its shipments are kept. */
export function OrganizationRulesPage() {
  const { t } = useText()
  return (
    <OrganizationFrame>
      {(organization) => (
        <Section title={t('organization.group.times')}>
          <Rules organization={organization} />
        </Section>
      )}
    </OrganizationFrame>
  )
}

function Rules({ organization: { rules } }: { organization: OrganizationReply }) {
  const { t } = useText()
  const { list } = useFormat()
  const yesNo = (is: boolean) => t(is ? 'page.yes' : 'page.no')
  return (
    <Facts
      cols={3}
      facts={[
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
          value: list(rules.reminderHoursBefore.map((count) => t('organization.hours', { count }))),
        },
        { label: t('organization.expiry'), value: t(`organization.expiry.${rules.atEnd}`) },
        { label: t('organization.share'), value: yesNo(rules.mayShareCell) },
        { label: t('organization.unannounced'), value: yesNo(rules.acceptsUnannounced) },
      ]}
    />
  )
}
