import { messageKinds } from '@cubby/domain/processes/process'
import {
  messageLanguages,
  type TemplateInFull,
} from '@cubby/protocol/operations/templates/template-shapes'
import { listTemplates } from '@cubby/protocol/operations/templates/list-templates'
import { readTemplate } from '@cubby/protocol/operations/templates/read-template'
import type { OrganizationInFull } from '@cubby/protocol/operations/organizations/organization-shapes'
import { languages } from '@cubby/i18n/screens/screen-text'
import { Group, Select, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { useListSearch } from '../../support/list/list-search.ts'
import { Section } from '../../support/Section.tsx'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'
import { OrganizationFrame } from './OrganizationFrame.tsx'
import { TemplateEditor } from './TemplateEditor.tsx'

/** What its recipients are told, in its own words where it has some. */
export function OrganizationMessagesPage() {
  return (
    <OrganizationFrame>
      {(organization) => <Messages organization={organization} />}
    </OrganizationFrame>
  )
}

type Props = { organization: OrganizationInFull }

function Messages({ organization }: Props) {
  const { t } = useText()
  const { search, change } = useListSearch()
  const kind = messageKinds.find((each) => each === search['kind']) ?? 'shipment.ready'
  const language = messageLanguages.find((each) => each === search['language']) ?? 'en'
  const params = { organization: organization.id, kind, language }
  const query = useQuery(read(readTemplate, { params }))
  const own = useQuery(read(listTemplates, { params: { organization: organization.id } }))
  const isOwn = (one: string, other: string) =>
    own.data?.items.some((each) => each.kind === one && each.language === other) ?? false
  const marked = (label: string, is: boolean) => (is ? `${label} ✓` : label)
  return (
    <Section title={t('organization.tab.messages')}>
      <Text c="dimmed" mb="md" maw={760}>
        {t('template.help')}
      </Text>
      <Group mb="lg" align="flex-end">
        <Select
          label={t('template.kind')}
          allowDeselect={false}
          data={messageKinds.map((value) => ({
            value,
            label: marked(t(`message.kind.${value}`), isOwn(value, language)),
          }))}
          value={kind}
          onChange={(value) => change({ kind: value }, { replace: true })}
        />
        <Select
          label={t('template.language')}
          allowDeselect={false}
          data={messageLanguages.map((value) => ({
            value,
            label: marked(languages[value].name, isOwn(kind, value)),
          }))}
          value={language}
          onChange={(value) => change({ language: value }, { replace: true })}
        />
      </Group>
      <Shown query={query}>
        {(template: TemplateInFull) => (
          <TemplateEditor
            key={`${kind} ${language} ${template.changedAt}`}
            organization={organization}
            template={template}
          />
        )}
      </Shown>
    </Section>
  )
}
