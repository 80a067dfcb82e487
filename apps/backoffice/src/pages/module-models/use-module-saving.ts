import type { ModuleModelReply } from '@cubby/protocol/operations/models/module-model-shapes'
import { createModuleModel } from '@cubby/protocol/operations/models/create-module-model'
import { readModuleModel } from '@cubby/protocol/operations/models/read-module-model'
import { releaseModuleModel } from '@cubby/protocol/operations/models/release-module-model'
import { removeModuleModel } from '@cubby/protocol/operations/models/remove-module-model'
import { updateModuleModel } from '@cubby/protocol/operations/models/update-module-model'
import { queries, read } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { savingWith, useModelSaving } from '../../drawing/version/use-model-saving.ts'
import { to } from '../../paths.ts'

const stale = ['module-model.list', 'module-model.versions', 'locker-model.read']
const onTold = (told: ModuleModelReply) =>
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
  const { kept, on } = useModelSaving<ModuleModelReply>({
    opened,
    keep,
    onMade,
    onTold,
    stale,
    hrefOf: to.moduleModel,
    list: to.moduleModels(),
  })
  return savingWith<ModuleModelReply>(kept, {
    create: useAction(createModuleModel, on.create),
    update: useAction(updateModuleModel, on.update),
    release: useAction(releaseModuleModel, on.release),
    remove: useAction(removeModuleModel, on.remove),
  })
}
export type ModuleSaving = ReturnType<typeof useModuleSaving>
