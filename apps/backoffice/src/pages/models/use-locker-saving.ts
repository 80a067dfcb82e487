import type { LockerModelReply } from '@cubby/protocol/operations/models/locker-model-shapes'
import { createLockerModel } from '@cubby/protocol/operations/models/create-locker-model'
import { readLockerModel } from '@cubby/protocol/operations/models/read-locker-model'
import { releaseLockerModel } from '@cubby/protocol/operations/models/release-locker-model'
import { removeLockerModel } from '@cubby/protocol/operations/models/remove-locker-model'
import { updateLockerModel } from '@cubby/protocol/operations/models/update-locker-model'
import { queries, read } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { savingWith, useModelSaving } from '../../drawing/version/use-model-saving.ts'
import { to } from '../../paths.ts'

const stale = ['locker-model.list', 'locker-model.versions', 'module-model.list']
const onTold = (told: LockerModelReply) =>
  void queries.setQueryData(read(readLockerModel, { params: { model: told.id } }).queryKey, told)

/**
 * Saving, releasing and removing a locker model. `keep` is called when what is drawn has been saved, `onMade` when it has been saved for the
 * first time.
 */
export function useLockerSaving(
  opened: LockerModelReply | null,
  keep: () => void,
  onMade: (model: string) => void,
) {
  const { kept, on } = useModelSaving<LockerModelReply>({
    opened,
    keep,
    onMade,
    onTold,
    stale,
    hrefOf: to.model,
    list: to.models(),
  })
  return savingWith<LockerModelReply>(kept, {
    create: useAction(createLockerModel, on.create),
    update: useAction(updateLockerModel, on.update),
    release: useAction(releaseLockerModel, on.release),
    remove: useAction(removeLockerModel, on.remove),
  })
}
export type LockerSaving = ReturnType<typeof useLockerSaving>
