import { readRetention, type Retention } from '@cubby/protocol/operations/persons/retention'
import { Group, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { read } from '../../api/client.ts'
import { Page } from '../../support/Page.tsx'
import { Section } from '../../support/Section.tsx'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'
import { ErasePerson } from './ErasePerson.tsx'
import { ExportPerson } from './ExportPerson.tsx'
import type { PersonNamed } from './person-named.ts'
import { RetentionForm } from './RetentionForm.tsx'

/** How long personal data is kept, and what a person may ask of us. */
export function PrivacyPage() {
  const { t } = useText()
  const query = useQuery(read(readRetention))
  return (
    <Page title={t('privacy.title')} help={t('privacy.help')}>
      <SomebodysData />
      <Shown query={query}>{(kept: Retention) => <RetentionForm kept={kept} />}</Shown>
    </Page>
  )
}

function SomebodysData() {
  const { t } = useText()
  const [contact, setContact] = useState('')
  const person = personIn(contact)
  const notYet = person === null ? t('person.contact.first') : undefined
  return (
    <Section title={t('person.title')}>
      <Text c="dimmed" mb="md" maw={640}>
        {t('person.help')}
      </Text>
      <Group align="flex-end" gap="sm">
        <TextInput
          label={t('person.contact')}
          description={t('person.contact.help')}
          dir="ltr"
          style={{ flex: '1 1 280px', maxWidth: 420 }}
          value={contact}
          error={contact.trim().length > 5 && person === null && t('person.contact.wrong')}
          onChange={(event) => setContact(event.currentTarget.value)}
        />
        <ExportPerson person={person ?? {}} disabledReason={notYet} />
        <ErasePerson person={person ?? {}} name={contact.trim()} disabledReason={notYet} />
      </Group>
    </Section>
  )
}

/** What was typed as a contact; null while it is none. */
function personIn(text: string): PersonNamed | null {
  const typed = text.trim()
  if (/^\S+@\S+\.\S+$/.test(typed)) return { email: typed }
  const phone = typed.replaceAll(/[ ()/.-]/g, '').replace(/^00/, '+')
  return /^\+[1-9]\d{6,14}$/.test(phone) ? { phone } : null
}
