import type { Side } from '@cubby/domain/cells/layout'
import type { ModuleModelReply } from '@cubby/protocol/operations/models/module-model-shapes'
import { Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useAnnouncer } from '../../drawing/Announcer.tsx'
import { ModelActions } from '../../drawing/version/ModelActions.tsx'
import { ModelState } from '../../drawing/version/ModelState.tsx'
import { useReleaseRefusal } from '../../drawing/ProblemList.tsx'
import { isNameTaken, SaveTrouble } from '../../drawing/version/SaveTrouble.tsx'
import { NameRow } from '../../drawing/NameRow.tsx'
import { SideChoice } from '../../drawing/SideChoice.tsx'
import { to } from '../../paths.ts'
import { UnsavedGuard } from '../../support/form/UnsavedGuard.tsx'
import { Page } from '../../support/Page.tsx'
import { useText } from '../../text.ts'
import { ModulePanel } from './ModulePanel.tsx'
import { ModuleScene } from './ModuleScene.tsx'
import { ModuleVersions } from './ModuleVersions.tsx'
import { PartTools } from './PartTools.tsx'
import { type ModuleEditing, useModuleEditor } from './use-module-editor.ts'
import { useModuleSaving } from './use-module-saving.ts'

const isReleased = (model: ModuleModelReply | null) =>
  model !== null && model.version.releasedAt !== null

/** Draws a module: cells by hand, by keys or by figures, with all that is wrong told beside it. */
export function ModuleEditor({ opened }: { opened: ModuleModelReply | null }) {
  const { t } = useText()
  const [announce, voice] = useAnnouncer()
  const editing = useModuleEditor(opened, announce)
  const { drawing } = editing
  const saving = useModuleSaving(opened, drawing.keep)
  const [isShowingVersions, setShowingVersions] = useState(false)
  const [wasTried, setTried] = useState(false)
  const { model } = saving
  const { name } = drawing.now
  const save = (after?: number) => {
    setTried(true)
    if (name.trim() !== '') saving.save({ ...drawing.now, name: name.trim() }, after)
  }
  const nameError = isNameTaken(saving.saveError)
    ? t('model.name.taken')
    : wasTried && name.trim() === '' && t('model.name.missing')
  return (
    <Page
      title={name.trim() === '' ? t('module.new') : name}
      help={t('module.help')}
      crumbs={[
        { label: t('models.title'), href: to.models() },
        { label: t('modules.title'), href: to.moduleModels() },
      ]}
      badge={<ModelState isReleased={isReleased(model) && !drawing.isTouched} />}
      actions={
        <Actions
          editing={editing}
          saving={saving}
          onSave={() => save()}
          onVersions={() => setShowingVersions(true)}
        />
      }
    >
      <SaveTrouble error={saving.saveError} onSaveAfter={save} />
      <div className="editor editor-two">
        <Board editing={editing} nameError={nameError} />
        <ModulePanel editing={editing} saving={saving} />
      </div>
      {voice}
      <UnsavedGuard isTouched={drawing.isTouched} />
      {model && (
        <ModuleVersions
          model={model}
          isOpen={isShowingVersions}
          onClose={() => setShowingVersions(false)}
        />
      )}
    </Page>
  )
}

function Board({ editing, nameError }: { editing: ModuleEditing; nameError: string | false }) {
  const { t } = useText()
  const [side, setSide] = useState<Side>('front')
  const { drawing } = editing
  return (
    <Stack gap="sm">
      <NameRow drawing={drawing} error={nameError}>
        <SideChoice side={side} onChange={setSide} />
      </NameRow>
      <PartTools editing={editing} />
      <div className="card" data-testid="module">
        <ModuleScene editing={editing} side={side} />
      </div>
      <Text size="xs" c="dimmed">
        {t('module.keys')}
      </Text>
    </Stack>
  )
}

type ActionsProps = {
  editing: ModuleEditing
  saving: ReturnType<typeof useModuleSaving>
  onSave: () => void
  onVersions: () => void
}

function Actions({ editing, saving, onSave, onVersions }: ActionsProps) {
  const { t } = useText()
  const { drawing, problems } = editing
  const { model, release, remove } = saving
  const refusal = useReleaseRefusal(problems, drawing.isTouched || model === null)
  const used = model?.lockerModels ?? 0
  return (
    <ModelActions
      name={model?.name ?? ''}
      version={model?.version.version ?? null}
      isReleased={isReleased(model)}
      isTouched={drawing.isTouched}
      saveRefusal={undefined}
      releaseRefusal={refusal}
      removeRefusal={used > 0 ? t('model.remove.used.models', { count: used }) : undefined}
      save={{ run: onSave, isRunning: saving.isSaving, error: saving.saveError }}
      release={{
        ...release,
        run: () =>
          model &&
          void release.run({
            params: { model: model.id },
            body: { version: model.version.version },
          }),
      }}
      remove={{ ...remove, run: () => model && void remove.run({ params: { model: model.id } }) }}
      onVersions={onVersions}
    />
  )
}
