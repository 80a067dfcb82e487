import { passwordClasses } from '@cubby/protocol/operations/sign-in/sign-in-shapes'
import { Checkbox, NumberInput, Stack, Switch } from '@mantine/core'
import { FormGroup } from '../../support/form/FormPage.tsx'
import { useText } from '../../text.ts'
import type { RuleValues } from './rule-values.ts'

type Props = {
  values: RuleValues
  set: <Name extends keyof RuleValues>(name: Name, value: RuleValues[Name]) => void
  errors: Partial<Record<keyof RuleValues, string>>
  /** This person may only look. */
  isFixed: boolean
}

/** What a password must be like. */
export function PasswordRuleFields(props: Props) {
  const { values, set, errors, isFixed } = props
  const { t } = useText()
  return (
    <FormGroup title={t('rules.group.password')} why={t('rules.group.password.why')}>
      <Count {...props} name="passwordCharsMin" label={t('rules.chars')} />
      <Checkbox.Group
        label={t('rules.classes')}
        value={values.passwordClasses}
        error={errors.passwordClasses}
        onChange={(chosen) =>
          set(
            'passwordClasses',
            passwordClasses.filter((each) => chosen.includes(each)),
          )
        }
      >
        <Stack gap="xs" mt={4}>
          {passwordClasses.map((each) => (
            <Checkbox key={each} value={each} disabled={isFixed} label={t(`rules.class.${each}`)} />
          ))}
        </Stack>
      </Checkbox.Group>
      <Switch
        label={t('rules.breached')}
        description={t(values.hasBreachedList ? 'rules.breached.help' : 'rules.breached.none')}
        disabled={isFixed || !values.hasBreachedList}
        checked={values.refusesBreached}
        error={errors.refusesBreached}
        onChange={(event) => set('refusesBreached', event.currentTarget.checked)}
      />
    </FormGroup>
  )
}

/** When it must be another one. */
export function ChangeFields(props: Props) {
  const { t } = useText()
  return (
    <FormGroup title={t('rules.group.change')} why={t('rules.group.change.why')}>
      <Count
        {...props}
        name="oldPasswords"
        label={t('rules.old')}
        description={t('rules.old.help')}
      />
      <Count
        {...props}
        name="passwordDaysMax"
        label={t('rules.days')}
        description={t('rules.days.help')}
      />
    </FormGroup>
  )
}

/** What wrong ones lead to. */
export function TriesFields(props: Props) {
  const { t } = useText()
  return (
    <FormGroup title={t('rules.group.tries')} why={t('rules.group.tries.why')}>
      <Count {...props} name="wrongTriesMax" label={t('rules.tries')} />
      <Count {...props} name="lockedMinutes" label={t('rules.minutes')} />
    </FormGroup>
  )
}

type CountProps = Props & {
  name: 'passwordCharsMin' | 'oldPasswords' | 'passwordDaysMax' | 'wrongTriesMax' | 'lockedMinutes'
  label: string
  description?: string
}

function Count({ values, set, errors, isFixed, name, label, description }: CountProps) {
  return (
    <NumberInput
      label={label}
      {...(description === undefined ? {} : { description })}
      styles={{ wrapper: { maxWidth: 240 } }}
      allowDecimal={false}
      allowNegative={false}
      disabled={isFixed}
      value={values[name]}
      error={errors[name]}
      // What was emptied is no number; the check says so.
      onChange={(value) => set(name, (value === '' ? '' : Number(value)) as number)}
    />
  )
}
