import type { DesignProblem } from '@cubby/domain/constructor/design-problem'
import { type ReactNode, useState } from 'react'
import { UnsavedGuard } from '../../support/form/UnsavedGuard.tsx'
import { type Crumb, Page } from '../../support/Page.tsx'
import { useText } from '../../text.ts'
import { useReleaseRefusal } from '../ProblemList.tsx'
import type { Drawing } from '../use-drawing.ts'
import { type Doing, ModelActions } from './ModelActions.tsx'
import { ModelState } from './ModelState.tsx'
import { isNameTaken, SaveTrouble } from './SaveTrouble.tsx'

type Props<Drawn> = {
  /** How it is called as long as it has no name. */
  unnamed: string
  help: string
  crumbs: readonly Crumb[]
  drawing: Drawing<Drawn>
  problems: readonly DesignProblem[]
  saving: {
    /** Null: nothing is saved yet. */
    model: { name: string; version: { version: number; releasedAt: string | null } } | null
    save: Omit<Doing, 'run'> & { run: (drawn: Drawn, after?: number) => void }
    release: Doing
    remove: Doing
  }
  removeRefusal: string | undefined
  /** Before those that every drawing has. */
  actions?: ReactNode
  versions: (isOpen: boolean, onClose: () => void) => ReactNode
  /** What is drawn, and what is wrong with its name. */
  children: (nameError: string | false) => ReactNode
}

/** The page of something that is drawn: saved in versions, released, removed, and guarded as long as it is not saved. */
export function DrawingPage<Drawn extends { name: string }>(props: Props<Drawn>) {
  const { t } = useText()
  const { drawing, saving, problems } = props
  const { model, save } = saving
  const [isShowingVersions, setShowingVersions] = useState(false)
  const [wasTried, setTried] = useState(false)
  const releaseRefusal = useReleaseRefusal(problems, drawing.isTouched || model === null)
  const isNameless = drawing.now.name.trim() === ''
  const isReleased = model !== null && model.version.releasedAt !== null
  const run = (after?: number) => {
    setTried(true)
    if (!isNameless) save.run(drawing.now, after)
  }
  const nameError = isNameTaken(save.error)
    ? t('model.name.taken')
    : wasTried && isNameless && t('model.name.missing')
  return (
    <Page
      title={isNameless ? props.unnamed : drawing.now.name}
      help={props.help}
      crumbs={props.crumbs}
      badge={<ModelState isReleased={isReleased && !drawing.isTouched} />}
      actions={
        <>
          {props.actions}
          <ModelActions
            {...saving}
            name={model?.name ?? ''}
            version={model?.version.version ?? null}
            isReleased={isReleased}
            isTouched={drawing.isTouched}
            releaseRefusal={releaseRefusal}
            removeRefusal={props.removeRefusal}
            save={{ ...save, run: () => run() }}
            onVersions={() => setShowingVersions(true)}
          />
        </>
      }
    >
      <SaveTrouble error={save.error} onSaveAfter={run} />
      {props.children(nameError)}
      <UnsavedGuard isTouched={drawing.isTouched} />
      {model && props.versions(isShowingVersions, () => setShowingVersions(false))}
    </Page>
  )
}
