import { useState } from 'react'
import { sayDone } from '../../support/dialog/say-done.ts'
import { useText } from '../../text.ts'

type Model = { latestVersion: number; version: { version: number } }

/** What is known of a model while it is drawn, and what is to be said of its next version. `onTold`: the server has told it anew. */
export function useKeptModel<Reply extends Model>(
  opened: Reply | null,
  keep: () => void,
  onTold: (told: Reply) => void,
) {
  const { t } = useText()
  const [model, setModel] = useState(opened)
  const [note, setNote] = useState('')
  const told = (reply: Reply, say: 'model.saved' | 'model.release.done') => {
    onTold(reply)
    setModel(reply)
    setNote('')
    sayDone(t(say, { version: reply.version.version }))
  }
  return {
    model,
    note,
    setNote,
    said: note.trim() === '' ? null : note.trim(),
    onSaved: (reply: Reply) => {
      told(reply, 'model.saved')
      keep()
    },
    onReleased: (reply: Reply) => told(reply, 'model.release.done'),
  }
}
