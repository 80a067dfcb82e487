import { contactRoles } from '@cubby/protocol/operations/organizations/organization-shapes'
import { Select, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { FormGroup } from '../../support/form/FormPage.tsx'
import { RemoveRow, RowList } from '../../support/form/RowList.tsx'
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
  return (
    <FormGroup title={t('organization.contacts')} why={t('organization.contacts.why')}>
      <RowList
        rows={contacts}
        fresh={newContact}
        add={t('organization.contacts.add')}
        error={error}
        atMost={20}
        onChange={onChange}
      >
        {(contact, { change, remove }) => (
          <ContactRow contact={contact} onChange={change} onRemove={remove} />
        )}
      </RowList>
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
      <RemoveRow text={t('organization.contacts.remove')} onRemove={onRemove} />
    </Stack>
  )
}
