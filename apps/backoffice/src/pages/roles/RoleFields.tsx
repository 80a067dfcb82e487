import { Switch, Textarea, TextInput } from '@mantine/core'
import { FormGroup } from '../../support/form/FormPage.tsx'
import { useText } from '../../text.ts'
import { Permissions } from './Permissions.tsx'
import type { RoleValues } from './role-form.ts'

type Props = {
  values: RoleValues
  set: <Name extends keyof RoleValues>(name: Name, value: RoleValues[Name]) => void
  errors: Partial<Record<keyof RoleValues, string>>
  /** A built-in role keeps its name. */
  isBuiltIn?: boolean
  /** The administrator's keeps everything. */
  isAdministrator?: boolean
}

/** What a role is made of. */
export function RoleFields({ values, set, errors, isBuiltIn, isAdministrator }: Props) {
  const { t } = useText()
  return (
    <>
      <FormGroup title={t('role.group.name')} why={t('role.group.name.why')}>
        <TextInput
          label={t('role.name')}
          required
          disabled={isBuiltIn === true}
          value={values.name}
          error={errors.name}
          onChange={(event) => set('name', event.currentTarget.value)}
        />
        <Textarea
          label={t('role.description')}
          autosize
          minRows={2}
          value={values.description}
          error={errors.description}
          onChange={(event) => set('description', event.currentTarget.value)}
        />
      </FormGroup>
      <Permissions
        chosen={values.permissions}
        isFixed={isAdministrator === true}
        error={isAdministrator ? t('role.administrator.fixed') : errors.permissions}
        onChange={(permissions) => set('permissions', permissions)}
      />
      <FormGroup title={t('role.group.safety')} why={t('role.group.safety.why')}>
        <Switch
          label={t('role.second-factor')}
          description={t('role.second-factor.help')}
          checked={values.requiresSecondFactor}
          onChange={(event) => set('requiresSecondFactor', event.currentTarget.checked)}
        />
      </FormGroup>
    </>
  )
}
