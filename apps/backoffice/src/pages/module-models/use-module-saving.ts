import type { ModuleModelReply } from '@cubby/protocol/operations/models/module-model-shapes'
import { createModuleModel } from '@cubby/protocol/operations/models/create-module-model'
import { readModuleModel } from '@cubby/protocol/operations/models/read-module-model'
import { releaseModuleModel } from '@cubby/protocol/operations/models/release-module-model'
import { removeModuleModel } from '@cubby/protocol/operations/models/remove-module-model'
import { updateModuleModel } from '@cubby/protocol/operations/models/update-module-model'
import { useState } from 'react'
import { queries, read } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { to } from '../../paths.ts'
import { useLeave } from '../../support/form/use-leave.ts'
import { useText } from '../../text.ts'
import type { ModuleDrawing } from './module-edits.ts'
import { sayDone } from '../../support/dialog/say-done.ts'

const stale = ['module-model.list', 'module-model.versions', 'locker-model.read']

/** Saving, releasing and removing a module model. `keep` is called when what is drawn has been saved. */
export function useModuleSaving(opened: ModuleModelReply | null, keep: () => void) {
  const { t } = useText()
  const [model, setModel] = useState(opened)
  const [note, setNote] = useState('')
  const leave = useLeave(keep)
  const remember = (told: ModuleModelReply) => {
    queries.setQueryData(read(readModuleModel, { params: { model: told.id } }).queryKey, told)
    setModel(told)
    setNote('')
  }
  const saved = (told: ModuleModelReply) => {
    remember(told)
    keep()
    const { version } = told.version
    sayDone(t('model.saved', { version }))
  }
  const create = useAction(createModuleModel, {
    stale,
    onDone: (told) => {
      saved(told)
      leave(to.moduleModel(told.id))
    },
  })
  const update = useAction(updateModuleModel, { stale, onDone: saved })
  const release = useAction(releaseModuleModel, {
    stale,
    onDone: (told) => {
      remember(told)
      const { version } = told.version
      sayDone(t('model.release.done', { version }))
    },
  })
  const remove = useAction(removeModuleModel, {
    stale,
    done: t('model.remove.done'),
    onDone: () => leave(to.moduleModels()),
  })
  const save = ({ name, design }: ModuleDrawing, after = model?.latestVersion ?? 0) => {
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
