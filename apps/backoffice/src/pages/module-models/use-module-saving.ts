import type { ModuleModelReply } from '@cubby/protocol/operations/models/module-model-shapes'
import { createModuleModel } from '@cubby/protocol/operations/models/create-module-model'
import { readModuleModel } from '@cubby/protocol/operations/models/read-module-model'
import { releaseModuleModel } from '@cubby/protocol/operations/models/release-module-model'
import { removeModuleModel } from '@cubby/protocol/operations/models/remove-module-model'
import { updateModuleModel } from '@cubby/protocol/operations/models/update-module-model'
import { queries, read } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useKeptModel } from '../../drawing/version/use-kept-model.ts'
import { to } from '../../paths.ts'
import { useLeave } from '../../support/form/use-leave.ts'
import { useText } from '../../text.ts'
import type { ModuleDrawing } from './module-edits.ts'

const stale = ['module-model.list', 'module-model.versions', 'locker-model.read']
const remember = (told: ModuleModelReply) =>
  void queries.setQueryData(read(readModuleModel, { params: { model: told.id } }).queryKey, told)

/**
 * Saving, releasing and removing a module model. `keep` is called when what is drawn has been saved, `onMade` when it has been saved for the
 * first time.
 */
export function useModuleSaving(
  opened: ModuleModelReply | null,
  keep: () => void,
  onMade: (model: string) => void,
) {
  const { t } = useText()
  const leave = useLeave(keep)
  const { onSaved, onReleased, said, ...kept } = useKeptModel(opened, keep, remember)
  const { model } = kept
  const create = useAction(createModuleModel, {
    stale,
    onDone: (told) => {
      onSaved(told)
      onMade(told.id)
      leave(to.moduleModel(told.id))
    },
  })
  const update = useAction(updateModuleModel, { stale, onDone: onSaved })
  const release = useAction(releaseModuleModel, { stale, onDone: onReleased })
  const remove = useAction(removeModuleModel, {
    stale,
    done: t('model.remove.done'),
    onDone: () => leave(to.moduleModels()),
  })
  const params = model && { model: model.id }
  return {
    ...kept,
    save: {
      run: ({ name, design }: ModuleDrawing, after = model?.latestVersion ?? 0) => {
        const body = { name: name.trim(), design, note: said }
        return params
          ? void update.run({ params, body: { ...body, after } })
          : void create.run({ body })
      },
      isRunning: create.isRunning || update.isRunning,
      error: update.error ?? create.error,
    },
    release: {
      ...release,
      run: () =>
        model &&
        void release.run({ params: { model: model.id }, body: { version: model.version.version } }),
    },
    remove: { ...remove, run: () => params && void remove.run({ params }) },
  }
}
export type ModuleSaving = ReturnType<typeof useModuleSaving>
