import { readSignInRules } from '@cubby/protocol/operations/sign-in/read-sign-in-rules'
import type { SignInRules } from '@cubby/protocol/operations/sign-in/sign-in-shapes'
import { updateSignInRules } from '@cubby/protocol/operations/sign-in/update-sign-in-rules'
import { Alert } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { to } from '../../paths.ts'
import { useForbidden } from '../../session/me.ts'
import { fieldTroubles } from '../../support/explain.ts'
import { FormPage } from '../../support/form/FormPage.tsx'
import { useFields } from '../../support/form/use-fields.ts'
import { Shown } from '../../support/Shown.tsx'
import { type Say, useText } from '../../text.ts'
import { ChangeFields, PasswordRuleFields, TriesFields } from './RuleFields.tsx'
import type { RuleValues } from './rule-values.ts'

/** How everybody signs in to this network. */
export function SignInRulesPage() {
  const query = useQuery(read(readSignInRules))
  return <Shown query={query}>{(rules) => <Form rules={rules} />}</Shown>
}

const ranges = {
  passwordCharsMin: [8, 64],
  oldPasswords: [0, 24],
  wrongTriesMax: [3, 100],
  lockedMinutes: [1, 1_440],
} as const

function check(t: Say, values: RuleValues): Partial<Record<keyof RuleValues, string>> {
  const wrong: Partial<Record<keyof RuleValues, string>> = {}
  for (const name of Object.keys(ranges) as (keyof typeof ranges)[]) {
    const [from, until] = ranges[name]
    if (!isWithin(values[name], from, until)) wrong[name] = t('form.range', { from, to: until })
  }
  const { passwordDaysMax: days } = values
  if (days !== '' && !isWithin(days, 7, 3_650))
    wrong.passwordDaysMax = t('form.range', { from: 7, to: 3_650 })
  return wrong
}

const isWithin = (value: unknown, from: number, until: number) =>
  Number.isInteger(value) && Number(value) >= from && Number(value) <= until

function Form({ rules }: { rules: SignInRules }) {
  const { t } = useText()
  const forbidden = useForbidden(updateSignInRules)
  const initial: RuleValues = { ...rules, passwordDaysMax: rules.passwordDaysMax ?? '' }
  const form = useFields(initial, (values) => check(t, values))
  const update = useAction(updateSignInRules, {
    stale: [readSignInRules],
    done: t('rules.saved'),
    onDone: form.settle,
  })
  const submit = () => {
    if (forbidden !== undefined || !form.isGood()) return
    const { hasBreachedList: _has, passwordDaysMax: days, ...rest } = form.values
    void update.run({ body: { ...rest, passwordDaysMax: days === '' ? null : days } })
  }
  const fields = {
    values: form.values,
    set: form.set,
    errors: { ...fieldTroubles(t, update.error), ...form.errors },
    isFixed: forbidden !== undefined,
  }
  return (
    <FormPage
      title={t('rules.title')}
      help={t('rules.help')}
      crumbs={[]}
      submit={t('dialog.save')}
      affects={t('rules.affects')}
      back={to.overview()}
      isTouched={form.isTouched}
      isRunning={update.isRunning}
      error={update.error}
      onSubmit={submit}
    >
      {forbidden !== undefined && (
        <Alert icon={<IconLock aria-hidden />}>{t('rules.forbidden')}</Alert>
      )}
      <PasswordRuleFields {...fields} />
      <ChangeFields {...fields} />
      <TriesFields {...fields} />
    </FormPage>
  )
}
