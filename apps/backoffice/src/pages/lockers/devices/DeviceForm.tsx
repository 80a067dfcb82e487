import { Button, Group, Stack, Text } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { named, useText } from '../../../text.ts'
import { DeviceFacts } from './DeviceFacts.tsx'
import { DeviceField } from './DeviceField.tsx'
import { type Field, fieldsOf, type Surroundings, type Values } from './device-fields.ts'
import { deviceOf, fieldAt, freshValues, valuesOf, withModel } from './device-values.ts'
import {
  type Device,
  devicesOf,
  type Draft,
  type Kind,
  pointerOf,
  problemsIn,
  withDevice,
} from './devices-draft.ts'

type Props = {
  kind: Kind
  at: number
  /** Null: a new one. */
  device: Device | null
  draft: Draft
  secretsSet: readonly string[]
  about: Surroundings
  onClose: () => void
  onDone: (device: Device) => void
}

/** What is asked of one device; what is wrong stands at its field. */
export function DeviceForm({ kind, at, device, draft, secretsSet, about, onClose, onDone }: Props) {
  const { t } = useText()
  const [values, setValues] = useState<Values>(() =>
    device ? valuesOf(device) : freshValues(kind, devicesOf(draft, kind).map(({ id }) => id ?? '')),
  )
  const [wasTried, setTried] = useState(false)
  const fields = fieldsOf(kind, values, about)
  const next = deviceOf(fields, values)
  const errors = wasTried ? errorsOf(kind, at, next, fields, { draft, about }) : noErrors
  const isSameModel = device?.['model'] === values['model']
  const set = (place: string, value: string) =>
    setValues((before) =>
      place === 'model' ? withModel(kind, before, value) : { ...before, [place]: value },
    )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    const { byField, others } = errorsOf(kind, at, next, fields, { draft, about })
    if (byField.size === 0 && others.length === 0) onDone(next)
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <DeviceFacts kind={kind} model={values['model'] ?? values['family'] ?? ''} />
        {fields.map((field) => (
          <DeviceField
            key={field.at}
            field={field}
            value={values[field.at] ?? ''}
            error={wordsOf(t, errors.byField.get(field.at))}
            isSet={isSameModel && secretsSet.includes(field.at.replace('settings/', ''))}
            onChange={(value) => set(field.at, value)}
          />
        ))}
        {errors.others.map((code) => (
          <Text key={code} c="alarm" role="alert">
            {named(t, 'devices.wrong', code)}
          </Text>
        ))}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('dialog.cancel')}
          </Button>
          <Button type="submit">{t('devices.done')}</Button>
        </Group>
      </Stack>
    </form>
  )
} // prettier-ignore

type Errors = { byField: ReadonlyMap<string, string>; others: readonly string[] }
const noErrors: Errors = { byField: new Map(), others: [] }

const wordsOf = (t: Parameters<typeof named>[0], code: string | undefined) =>
  code === undefined ? undefined : named(t, 'devices.wrong', code)

/** What is wrong with this device among the others, by field. */
function errorsOf(
  kind: Kind,
  at: number,
  device: Device,
  fields: readonly Field[],
  { draft, about }: { draft: Draft; about: Surroundings },
): Errors {
  const byField = new Map<string, string>()
  const others: string[] = []
  const pointer = pointerOf(kind, at)
  for (const each of problemsIn(withDevice(draft, kind, at, device), about.wiring)) {
    if (!`${each.pointer}/`.startsWith(`${pointer}/`)) continue
    const field = fieldAt(fields, device, each.pointer.slice(pointer.length))
    if (field === null) others.push(each.code)
    else if (!byField.has(field)) byField.set(field, each.code)
  }
  return { byField, others: [...new Set(others)] }
}
