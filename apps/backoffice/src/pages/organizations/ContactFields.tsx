import { contactRoles } from '@cubby/protocol/operations/organizations/organization-shapes'
import { Button, Group, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { FormGroup } from '../../support/form/FormPage.tsx'
import { useText } from '../../text.ts'
import { type ContactValues, newContact } from './organization-form.ts'

type Props = {
  contacts: ContactValues[]
  error: string | undefined
  onChange: (contacts: ContactValues[]) => void
}

/** Whom to ask about what. */
export function ContactFields({ contacts, error, onChange }: Props) {
  const { t } = useText()
  const change = (at: number, over: Partial<ContactValues>) =>
    onChange(contacts.map((contact, i) => (i === at ? { ...contact, ...over } : contact)))
  return (
    <FormGroup title={t('organization.contacts')} why={t('organization.contacts.why')}>
      {contacts.map((contact, at) => (
        <ContactRow
          // A row has no name of its own but its place.
          key={at}
          contact={contact}
          onChange={(over) => change(at, over)}
          onRemove={() => onChange(contacts.filter((_, i) => i !== at))}
        />
      ))}
      {error && (
        <Text c="alarm" size="sm" role="alert">
          {error}
        </Text>
      )}
      <Group>
        <Button
          variant="default"
          leftSection={<IconPlus size={18} aria-hidden />}
          disabled={contacts.length >= 20}
          onClick={() => onChange([...contacts, newContact])}
        >
          {t('organization.contacts.add')}
        </Button>
      </Group>
    </FormGroup>
  )
}

type RowProps = {
  contact: ContactValues
  onChange: (over: Partial<ContactValues>) => void
  onRemove: () => void
}

function ContactRow({ contact, onChange, onRemove }: RowProps) {
  const { t } = useText()
  return (
    <Stack gap="xs" className="card" p="md">
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <Select
          label={t('organization.contact.role')}
          allowDeselect={false}
          data={contactRoles.map((value) => ({
            value,
            label: t(`organization.contact.role.${value}`),
          }))}
          value={contact.role}
          onChange={(value) =>
            onChange({ role: contactRoles.find((role) => role === value) ?? 'general' })
          }
        />
        <TextInput
          label={t('organization.contact.name')}
          required
          value={contact.name}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        <TextInput
          label={t('organization.contact.email')}
          type="email"
          value={contact.email}
          onChange={(event) => onChange({ email: event.currentTarget.value })}
        />
        <TextInput
          label={t('organization.contact.phone')}
          type="tel"
          placeholder="+4915112345678"
          value={contact.phone}
          onChange={(event) => onChange({ phone: event.currentTarget.value })}
        />
      </SimpleGrid>
      <Group justify="flex-end">
        <Button
          variant="subtle"
          color="alarm"
          size="xs"
          leftSection={<IconTrash size={16} aria-hidden />}
          onClick={onRemove}
        >
          {t('organization.contacts.remove')}
        </Button>
      </Group>
    </Stack>
  )
}
