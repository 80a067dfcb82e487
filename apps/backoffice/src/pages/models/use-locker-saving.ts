import type { LockerModelReply } from '@cubby/protocol/operations/models/locker-model-shapes'
import { createLockerModel } from '@cubby/protocol/operations/models/create-locker-model'
import { readLockerModel } from '@cubby/protocol/operations/models/read-locker-model'
import { releaseLockerModel } from '@cubby/protocol/operations/models/release-locker-model'
import { removeLockerModel } from '@cubby/protocol/operations/models/remove-locker-model'
import { updateLockerModel } from '@cubby/protocol/operations/models/update-locker-model'
import { queries, read } from '../../api/client.ts'
import { useAction } from '../../api/use-action.ts'
import { useKeptModel } from '../../drawing/version/use-kept-model.ts'
import { to } from '../../paths.ts'
import { useLeave } from '../../support/form/use-leave.ts'
import { useText } from '../../text.ts'
import type { LockerDrawing } from './locker-edits.ts'

const stale = ['locker-model.list', 'locker-model.versions', 'module-model.list']
const remember = (told: LockerModelReply) =>
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
  const { t } = useText()
  const leave = useLeave(keep)
  const { onSaved, onReleased, said, ...kept } = useKeptModel(opened, keep, remember)
  const { model } = kept
  const create = useAction(createLockerModel, {
    stale,
    onDone: (told) => {
      onSaved(told)
      onMade(told.id)
      leave(to.model(told.id))
    },
  })
  const update = useAction(updateLockerModel, { stale, onDone: onSaved })
  const release = useAction(releaseLockerModel, { stale, onDone: onReleased })
  const remove = useAction(removeLockerModel, {
    stale,
    done: t('model.remove.done'),
    onDone: () => leave(to.models()),
  })
  const params = model && { model: model.id }
  return {
    ...kept,
    save: {
      run: ({ name, design }: LockerDrawing, after = model?.latestVersion ?? 0) => {
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
export type LockerSaving = ReturnType<typeof useLockerSaving>
