import type { LockerModelReply } from '@cubby/protocol/operations/models/locker-model-shapes'
import { createLockerModel } from '@cubby/protocol/operations/models/create-locker-model'
import { readLockerModel } from '@cubby/protocol/operations/models/read-locker-model'
import { releaseLockerModel } from '@cubby/protocol/operations/models/release-locker-model'
import { removeLockerModel } from '@cubby/protocol/operations/models/remove-locker-model'
import { updateLockerModel } from '@cubby/protocol/operations/models/update-locker-model'
import { useState } from 'react'
import { queries, read } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { to } from '../../paths.ts'
import { useLeave } from '../../support/form/use-leave.ts'
import { useText } from '../../text.ts'
import type { LockerDrawing } from './locker-edits.ts'
import { sayDone } from '../../support/dialog/say-done.ts'

const stale = ['locker-model.list', 'locker-model.versions', 'module-model.list']

/** Saving, releasing and removing a locker model. `keep` is called when what is drawn has been saved. */
export function useLockerSaving(opened: LockerModelReply | null, keep: () => void) {
  const { t } = useText()
  const [model, setModel] = useState(opened)
  const [note, setNote] = useState('')
  const leave = useLeave(keep)
  const remember = (told: LockerModelReply) => {
    queries.setQueryData(read(readLockerModel, { params: { model: told.id } }).queryKey, told)
    setModel(told)
    setNote('')
  }
  const saved = (told: LockerModelReply) => {
    remember(told)
    keep()
    const { version } = told.version
    sayDone(t('model.saved', { version }))
  }
  const create = useAction(createLockerModel, {
    stale,
    onDone: (told) => {
      saved(told)
      leave(to.model(told.id))
    },
  })
  const update = useAction(updateLockerModel, { stale, onDone: saved })
  const release = useAction(releaseLockerModel, {
    stale,
    onDone: (told) => {
      remember(told)
      const { version } = told.version
      sayDone(t('model.release.done', { version }))
    },
  })
  const remove = useAction(removeLockerModel, {
    stale,
    done: t('model.remove.done'),
    onDone: () => leave(to.models()),
  })
  const save = ({ name, design }: LockerDrawing, after = model?.latestVersion ?? 0) => {
    const said = note.trim() === '' ? null : note.trim()
    if (!model) return void create.run({ body: { name, design, note: said } })
    const params = { model: model.id }
    return void update.run({ params, body: { name, design, note: said, after } })
  }
  return {
    model,
    note,
    setNote,
    save,
    isSaving: create.isRunning || update.isRunning,
    saveError: update.error ?? create.error,
    release,
    remove,
  }
}
