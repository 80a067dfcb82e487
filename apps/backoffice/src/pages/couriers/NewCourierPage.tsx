import { createCourier } from '@cubby/protocol/operations/couriers/create-courier'
import type { OrganizationId } from '@cubby/kit/ids'
import { Button, Checkbox, Group, TextInput } from '@mantine/core'
import { IconDice5 } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction } from '../../api/use-action.ts'
import { to } from '../../paths.ts'
import { drawDigits } from '../../support/draw.ts'
import { fieldTroubles } from '../../support/explain.ts'
import { FormGroup, FormPage } from '../../support/form/FormPage.tsx'
import { OrganizationSelect } from '../../support/form/OrganizationSelect.tsx'
import { useFields } from '../../support/form/use-fields.ts'
import { useGo } from '../../support/go.ts'
import { SecretDialog } from '../../support/dialog/SecretDialog.tsx'
import { useText } from '../../text.ts'
import { type CourierValues, courierTroubles, limitsOf, newCourier } from './courier-form.ts'
import { LimitsFields, PersonFields } from './CourierFields.tsx'

type Values = CourierValues & { organization: string | null; badge: string; withPin: boolean }

const emptyNow = (): Values => ({
  ...newCourier(new Date()),
  organization: null,
  badge: '',
  withPin: true,
})

/** Lets a courier work. The PIN is drawn here and shown once: nobody can read it afterwards. */
export function NewCourierPage() {
  const { t } = useText()
  const go = useGo()
  const [made, setMade] = useState<{ id: string; secret: string } | null>(null)
  const [empty] = useState(emptyNow)
  const form = useFields(empty, (values) => ({
    ...courierTroubles(t, values),
    ...(values.organization ? {} : { organization: t('form.missing') }),
    ...(values.badge.trim() ? {} : { badge: t('form.missing') }),
  }))
  const create = useAction(createCourier, { stale: ['courier.list'] })
  const wrong = fieldTroubles(t, create.error)
  const fields = { values: form.values, set: form.set, errors: { ...wrong, ...form.errors } }
  const submit = async () => {
    if (!form.isGood()) return
    const { organization, badge, withPin } = form.values
    const pin = withPin ? drawDigits(6) : undefined
    const body = {
      ...limitsOf(form.values),
      organization: organization as OrganizationId,
      badge: badge.trim(),
      ...(pin === undefined ? {} : { pin }),
    }
    const courier = await create.run({ body })
    if (!courier) return
    form.settle()
    const lines = [t('courier.made.badge', { badge: body.badge })]
    if (pin !== undefined) lines.push(t('courier.made.pin', { pin }))
    setMade({ id: courier.id, secret: lines.join('\n') })
  }
  return (
    <FormPage
      title={t('couriers.new')}
      help={t('couriers.new.help')}
      crumbs={[{ label: t('couriers.title'), href: to.couriers() }]}
      submit={t('couriers.new.submit')}
      back={to.couriers()}
      isTouched={form.isTouched && made === null}
      isRunning={create.isRunning}
      error={create.error}
      onSubmit={() => void submit()}
    >
      <PersonFields {...fields}>
        <OrganizationSelect
          label={t('filter.organization')}
          required
          value={form.values.organization}
          error={fields.errors.organization}
          onChange={(value) => form.set('organization', value)}
        />
      </PersonFields>
      <Badge {...fields} />
      <LimitsFields {...fields} />
      <SecretDialog
        secret={made?.secret ?? null}
        title={t('courier.made')}
        help={t('courier.made.help')}
        onClose={() => made && go(to.courier(made.id), { replace: true })}
      />
    </FormPage>
  )
}

type FieldsProps = {
  values: Values
  set: <Name extends keyof Values>(name: Name, value: Values[Name]) => void
  errors: Partial<Record<keyof Values, string>>
}

function Badge({ values, set, errors }: FieldsProps) {
  const { t } = useText()
  return (
    <FormGroup title={t('courier.group.badge')} why={t('courier.group.badge.why')}>
      <Group align="flex-end" gap="xs" wrap="nowrap">
        <TextInput
          flex={1}
          dir="ltr"
          label={t('courier.badge')}
          required
          value={values.badge}
          error={errors.badge}
          onChange={(event) => set('badge', event.currentTarget.value)}
        />
        <Button
          variant="default"
          leftSection={<IconDice5 size={18} aria-hidden />}
          onClick={() => set('badge', drawDigits(12))}
        >
          {t('courier.badge.draw')}
        </Button>
      </Group>
      <Checkbox
        label={t('courier.with-pin')}
        description={t('courier.with-pin.help')}
        checked={values.withPin}
        onChange={(event) => set('withPin', event.currentTarget.checked)}
      />
    </FormGroup>
  )
}
