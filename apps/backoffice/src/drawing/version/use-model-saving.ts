import { useState } from 'react'
import { sayDone } from '../../support/dialog/say-done.ts'
import { useLeave } from '../../support/form/use-leave.ts'
import { useText } from '../../text.ts'

type Model = {
  id: string
  latestVersion: number
  version: { version: number }
  design: unknown
}
type Action<Asked> = { run: (asked: Asked) => Promise<unknown>; isRunning: boolean; error: unknown }
type Of<M extends Model> = { params: { model: M['id'] } }
type Drawn<M extends Model> = { name: string; design: M['design']; note: string | null }

/** What is done to a model, each by its operation with what `on` says of it. */
type Actions<M extends Model> = {
  create: Action<{ body: Drawn<M> }>
  update: Action<Of<M> & { body: Drawn<M> & { after: number } }>
  release: Action<Of<M> & { body: { version: number } }>
  remove: Action<Of<M>>
}

type Kind<M extends Model> = {
  opened: M | null
  /** What is drawn has been saved. */
  keep: () => void
  /** It has been saved for the first time. */
  onMade: (model: string) => void
  /** The server has told it anew. */
  onTold: (told: M) => void
  /** Operations whose replies are old then. */
  stale: readonly string[]
  hrefOf: (model: M['id']) => string
  /** Where they all are. */
  list: string
}

/**
 * What is known of a model while it is drawn, what is to be said of its next version, and what follows on its saving, releasing and
 * removing: hand `on` to the actions, and these to `savingWith`.
 */
export function useModelSaving<M extends Model>(kind: Kind<M>) {
  const { keep, onMade, onTold, stale, hrefOf, list } = kind
  const { t } = useText()
  const leave = useLeave(keep)
  const [model, setModel] = useState(kind.opened)
  const [note, setNote] = useState('')
  const told = (reply: M, say: 'model.saved' | 'model.release.done') => {
    onTold(reply)
    setModel(reply)
    setNote('')
    sayDone(t(say, { version: reply.version.version }))
  }
  const onSaved = (reply: M) => {
    told(reply, 'model.saved')
    keep()
  }
  const onCreated = (reply: M) => {
    onSaved(reply)
    onMade(reply.id)
    leave(hrefOf(reply.id))
  }
  return {
    kept: { model, note, setNote },
    on: {
      create: { stale, onDone: onCreated },
      update: { stale, onDone: onSaved },
      release: { stale, onDone: (reply: M) => told(reply, 'model.release.done') },
      remove: { stale, done: t('model.remove.done'), onDone: () => leave(list) },
    },
  }
}

type Kept<M extends Model> = { model: M | null; note: string; setNote: (note: string) => void }

/** Saving, releasing and removing, as the pages of a model offer them. A draft that was never saved is made by saving. */
export function savingWith<M extends Model>(kept: Kept<M>, actions: Actions<M>) {
  const { model, note } = kept
  const { create, update, release, remove } = actions
  const params = model && { model: model.id }
  return {
    ...kept,
    save: {
      run: ({ name, design }: Omit<Drawn<M>, 'note'>, after = model?.latestVersion ?? 0) => {
        const said = note.trim() === '' ? null : note.trim()
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
