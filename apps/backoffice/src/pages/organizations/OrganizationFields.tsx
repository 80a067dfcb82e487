import { endings } from '@cubby/domain/processes/process'
import { organizationKind } from '@cubby/protocol/operations/organizations/organization-shapes'
import { Checkbox, MultiSelect, NumberInput, Radio, Stack, TextInput } from '@mantine/core'
import { useOwnOrganization } from '../../session/me.ts'
import { FormGroup } from '../../support/form/FormPage.tsx'
import { useOrganizations } from '../../support/list/choices.ts'
import { useText } from '../../text.ts'
import { ContactFields } from './ContactFields.tsx'
import type { OrganizationValues } from './organization-form.ts'

const newKinds = organizationKind.options

type Props = {
  values: OrganizationValues
  set: <Name extends keyof OrganizationValues>(name: Name, value: OrganizationValues[Name]) => void
  errors: Partial<Record<keyof OrganizationValues, string>>
  /** What it is cannot be changed later. */
  isNew: boolean
}

/** The fields of an organization, for a new one and for changes. */
export function OrganizationFields(props: Props) {
  return (
    <>
      <Who {...props} />
      <ContactFields
        contacts={props.values.contacts}
        error={props.errors.contacts}
        onChange={(contacts) => props.set('contacts', contacts)}
      />
      <Sender {...props} />
      <References {...props} />
      <Times {...props} />
      <Cells {...props} />
    </>
  )
}

function Who({ values, set, errors, isNew }: Props) {
  const { t } = useText()
  const organizations = useOrganizations()
  // What others call it, and whom it trusts, is the network operator's to say.
  const isOwn = useOwnOrganization() !== null
  return (
    <FormGroup title={t('organization.group.who')} why={t('organization.group.who.why')}>
      <TextInput
        label={t('organization.name')}
        required
        disabled={isOwn}
        value={values.name}
        error={errors.name}
        onChange={(event) => set('name', event.currentTarget.value)}
      />
      {isNew && (
        <Radio.Group
          label={t('organization.kind')}
          value={values.kind}
          onChange={(value) => set('kind', newKinds.find((kind) => kind === value) ?? 'shop')}
        >
          <Stack gap="xs" mt="xs">
            {newKinds.map((kind) => (
              <Radio key={kind} value={kind} label={t(`organization.kind.${kind}`)} />
            ))}
          </Stack>
        </Radio.Group>
      )}
      <TextInput
        label={t('organization.legal-name')}
        value={values.legalName}
        error={errors.legalName}
        onChange={(event) => set('legalName', event.currentTarget.value)}
      />
      <TextInput
        label={t('organization.tax-number')}
        value={values.taxNumber}
        error={errors.taxNumber}
        onChange={(event) => set('taxNumber', event.currentTarget.value)}
      />
      <MultiSelect
        label={t('organization.carriers')}
        disabled={isOwn}
        description={t('organization.carriers.help')}
        searchable
        data={organizations}
        value={values.carriers}
        onChange={(value) => set('carriers', value)}
        nothingFoundMessage={t('search.nothing')}
      />
    </FormGroup>
  )
}

function Sender({ values, set, errors }: Props) {
  const { t } = useText()
  return (
    <FormGroup title={t('organization.sender')} why={t('organization.sender.why')}>
      <TextInput
        label={t('organization.email-name')}
        maxLength={60}
        value={values.emailName}
        error={errors.emailName}
        onChange={(event) => set('emailName', event.currentTarget.value)}
      />
      <TextInput
        label={t('organization.sms-name')}
        description={t('organization.sms-name.help')}
        maxLength={11}
        value={values.smsName}
        error={errors.smsName}
        onChange={(event) => set('smsName', event.currentTarget.value)}
      />
    </FormGroup>
  )
}

function References({ values, set, errors }: Props) {
  const { t } = useText()
  return (
    <FormGroup title={t('organization.numbers')} why={t('organization.books.why')}>
      <TextInput
        label={t('organization.customer-number')}
        maxLength={40}
        value={values.customerNumber}
        error={errors.customerNumber}
        onChange={(event) => set('customerNumber', event.currentTarget.value)}
      />
      <TextInput
        label={t('organization.contract-number')}
        maxLength={40}
        value={values.contractNumber}
        error={errors.contractNumber}
        onChange={(event) => set('contractNumber', event.currentTarget.value)}
      />
      <TextInput
        label={t('organization.mask')}
        description={t('organization.mask.help')}
        maxLength={40}
        value={values.mask}
        error={errors.mask}
        onChange={(event) => set('mask', event.currentTarget.value)}
      />
    </FormGroup>
  )
}

function Times({ values, set, errors }: Props) {
  const { t } = useText()
  return (
    <FormGroup title={t('organization.group.times')} why={t('organization.group.times.why')}>
      <NumberInput
        label={t('organization.storage.field')}
        required
        value={values.storageHours}
        error={errors.storageHours}
        onChange={(value) => set('storageHours', value)}
      />
      <NumberInput
        label={t('organization.extension.field')}
        required
        value={values.extensionHours}
        error={errors.extensionHours}
        onChange={(value) => set('extensionHours', value)}
      />
      <NumberInput
        label={t('organization.extensions.field')}
        required
        value={values.extensionsMax}
        error={errors.extensionsMax}
        onChange={(value) => set('extensionsMax', value)}
      />
      <TextInput
        label={t('organization.reminders.field')}
        description={t('organization.reminders.help')}
        value={values.reminders}
        error={errors.reminders}
        onChange={(event) => set('reminders', event.currentTarget.value)}
      />
      <Radio.Group
        label={t('organization.expiry')}
        value={values.atEnd}
        error={errors.atEnd}
        onChange={(value) => set('atEnd', endings.find((ending) => ending === value) ?? 'withdraw')}
      >
        <Stack gap="sm" mt="xs">
          {endings.map((ending) => (
            <Radio key={ending} value={ending} label={t(`organization.expiry.${ending}`)} />
          ))}
        </Stack>
      </Radio.Group>
    </FormGroup>
  )
}

function Cells({ values, set }: Props) {
  const { t } = useText()
  return (
    <FormGroup title={t('organization.group.cells')} why={t('organization.group.cells.why')}>
      <Checkbox
        label={t('organization.share')}
        description={t('organization.share.help')}
        checked={values.mayShareCell}
        onChange={(event) => set('mayShareCell', event.currentTarget.checked)}
      />
      <Checkbox
        label={t('organization.unannounced')}
        description={t('organization.unannounced.help')}
        checked={values.acceptsUnannounced}
        onChange={(event) => set('acceptsUnannounced', event.currentTarget.checked)}
      />
    </FormGroup>
  )
}
