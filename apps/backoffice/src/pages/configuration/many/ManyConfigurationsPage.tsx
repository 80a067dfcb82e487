import type { SettingName } from '@cubby/domain/configuration/catalogue'
import { changeConfigurations } from '@cubby/protocol/operations/configuration/change-configurations'
import { previewConfiguration } from '@cubby/protocol/operations/configuration/preview-configuration'
import { readConfiguration } from '@cubby/protocol/operations/configuration/read-configuration'
import { useState } from 'react'
import { useAction } from '../../../api/use-action.ts'
import { to } from '../../../paths.ts'
import { useForbidden } from '../../../session/me.ts'
import { FormGroup, FormPage } from '../../../support/form/FormPage.tsx'
import { useLeave } from '../../../support/form/use-leave.ts'
import { useListSearch } from '../../../support/list/list-search.ts'
import { useText } from '../../../text.ts'
import { EffectPreview } from '../EffectPreview.tsx'
import { type ManyDraft, ManyValueFields } from './ManyValueFields.tsx'
import { changeOf, draftOf, untilTrouble, valueTrouble } from '../setting-draft.ts'
import { ReasonField } from '../SettingForm.tsx'
import { TargetFields } from './TargetFields.tsx'
import { doorsOf, useTargets } from './use-targets.ts'

const FIRST: SettingName = 'cell.purposes'

/** One change for many lockers or doors: choose them, see every difference, save all or none. */
export function ManyConfigurationsPage() {
  const { t } = useText()
  const { search } = useListSearch()
  const forbidden = useForbidden('configuration:write')
  const [lockers, setLockers] = useState(() => (search['lockers'] ?? '').split(',').filter(Boolean))
  const [doors, setDoors] = useState('')
  const [many, setMany] = useState<ManyDraft>(() => ({
    name: FIRST,
    isCleared: false,
    ...draftOf({ value: null, own: [] }),
  }))
  const [reason, setReason] = useState('')
  const [wasTried, setTried] = useState(false)
  const [isTouched, setTouched] = useState(false)
  const leave = useLeave(() => setTouched(false))
  const save = useAction(changeConfigurations, {
    stale: [readConfiguration, previewConfiguration],
    done: t('configuration.saved'),
    onDone: () => leave(to.configuration()),
  })
  const targets = useTargets(lockers, doorsOf(doors), many.name)
  const { change, wrongValue, wrongUntil } = useManyChange(many)
  const isGood = targets.error === null && targets.found.length > 0 && !wrongValue && !wrongUntil
  const submit = () => {
    setTried(true)
    if (isGood && reason.trim() !== '')
      void save.run({ body: { targets: targets.found, ...change, reason: reason.trim() } })
  }
  const touched = (work: () => void) => {
    setTouched(true)
    work()
  }
  return (
    <FormPage
      title={t('configuration.many')}
      help={forbidden ?? t('configuration.many.help')}
      crumbs={[{ label: t('configuration.title'), href: to.configuration() }]}
      submit={t('configuration.many.save')}
      back={to.configuration()}
      isTouched={isTouched}
      isRunning={save.isRunning}
      error={save.error}
      onSubmit={submit}
    >
      <TargetFields
        lockers={lockers}
        doors={doors}
        error={targets.error}
        isMissing={wasTried && lockers.length === 0}
        onLockers={(next) => touched(() => setLockers(next))}
        onDoors={(next) => touched(() => setDoors(next))}
      />
      <ManyValueFields
        many={many}
        wrongValue={wrongValue}
        wrongUntil={wrongUntil}
        onChange={(part) => touched(() => setMany((before) => ({ ...before, ...part })))}
      />
      <Difference
        body={isGood ? { targets: targets.found, ...change } : null}
        reason={reason}
        isMissing={wasTried && reason.trim() === ''}
        onReason={(next) => touched(() => setReason(next))}
      />
    </FormPage>
  )
}

/** What is asked of the server, and what is wrong with it. */
function useManyChange(many: ManyDraft) {
  const { t } = useText()
  const { name, isCleared } = many
  if (isCleared) return { change: { set: [], clear: [{ name }] } }
  return {
    change: changeOf(name, many),
    wrongValue: valueTrouble(t, name, many.value),
    wrongUntil: untilTrouble(t, many),
  }
}

type DifferenceProps = {
  /** What is to be changed; null while it is not complete. */
  body: Parameters<typeof EffectPreview>[0]['body'] | null
  reason: string
  isMissing: boolean
  onReason: (reason: string) => void
}

/** Every difference, and why. */
function Difference({ body, reason, isMissing, onReason }: DifferenceProps) {
  const { t } = useText()
  return (
    <FormGroup title={t('configuration.many.diff')} why={t('configuration.many.diff.why')}>
      {body && <EffectPreview body={body} rowsMax={100} hasTitle={false} />}
      <ReasonField reason={reason} isMissing={isMissing} onChange={onReason} />
    </FormGroup>
  )
}
