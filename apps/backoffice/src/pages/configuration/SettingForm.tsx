import type { SettingName } from '@cubby/domain/configuration/catalogue'
import { changeConfiguration } from '@cubby/protocol/operations/configuration/change-configuration'
import { previewConfiguration } from '@cubby/protocol/operations/configuration/preview-configuration'
import { readConfiguration } from '@cubby/protocol/operations/configuration/read-configuration'
import type {
  ToldConfiguration,
  ToldSetting,
} from '@cubby/protocol/operations/configuration/configuration-shapes'
import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useAction } from '../../api/use-action.ts'
import { TroubleNotice } from '../../support/TroubleNotice.tsx'
import { named, useText } from '../../text.ts'
import { EffectPreview } from './EffectPreview.tsx'
import { OwnValues } from './OwnValues.tsx'
import { PeriodFields } from './PeriodFields.tsx'
import {
  changeOf,
  draftOf,
  type SettingDraft,
  untilTrouble,
  valueTrouble,
} from './setting-draft.ts'
import { ValueField } from './fields/ValueField.tsx'

type Props = {
  configuration: ToldConfiguration
  setting: ToldSetting
  name: SettingName
  onClose: () => void
}

/** One setting of one level: what is set here, a new value with its dates, what it would change, and why. */
export function SettingForm({ configuration, setting, name, onClose }: Props) {
  const { t } = useText()
  const { of, cell, version } = configuration
  const [draft, setDraft] = useState(() => draftOf(setting))
  const [reason, setReason] = useState('')
  const [wasTried, setTried] = useState(false)
  const update = (change: Partial<SettingDraft>) => setDraft((before) => ({ ...before, ...change }))
  const save = useAction(changeConfiguration, {
    stale: [readConfiguration, previewConfiguration],
    done: t('configuration.saved'),
    onDone: onClose,
  })
  const change = changeOf(name, draft)
  const wrongValue = draft.isSet ? valueTrouble(t, name, draft.value) : undefined
  const wrongUntil = draft.isSet ? untilTrouble(t, draft) : undefined
  const isEmpty = change.set.length + change.clear.length === 0
  const isGood = !wrongValue && !wrongUntil && !isEmpty
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (isGood && reason.trim() !== '')
      void save.run({ params: { of }, body: { cell, version, ...change, reason: reason.trim() } })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        <Text c="dimmed">{named(t, 'setting', `${name}.help`)}</Text>
        <OwnValues setting={setting} draft={draft} onChange={update} />
        <Checkbox
          label={t('configuration.new')}
          checked={draft.isSet}
          onChange={(event) => update({ isSet: event.currentTarget.checked })}
        />
        {draft.isSet && (
          <>
            <ValueField
              name={name}
              value={draft.value}
              error={wrongValue}
              onChange={(value) => update({ value })}
            />
            <PeriodFields draft={draft} error={wrongUntil} onChange={update} />
          </>
        )}
        {isGood && <EffectPreview body={{ targets: [{ of, cell }], ...change }} />}
        <ReasonField
          reason={reason}
          isMissing={wasTried && reason.trim() === ''}
          onChange={setReason}
        />
        {wasTried && isEmpty && <Text c="alarm">{t('configuration.wrong.nothing')}</Text>}
        {save.error !== null && <TroubleNotice error={save.error} />}
        <Group>
          <Button type="submit" loading={save.isRunning}>
            {t('dialog.save')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('dialog.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

type ReasonProps = { reason: string; isMissing: boolean; onChange: (reason: string) => void }

/** Why something is changed: kept with the name of whoever did it. */
export function ReasonField({ reason, isMissing, onChange }: ReasonProps) {
  const { t } = useText()
  return (
    <TextInput
      label={t('dialog.reason')}
      description={t('dialog.reason.help')}
      required
      maxLength={300}
      value={reason}
      error={isMissing && t('dialog.reason.missing')}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}
