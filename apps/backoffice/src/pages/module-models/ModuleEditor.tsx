import type { Side } from '@cubby/domain/cells/layout'
import type { ModuleModelReply } from '@cubby/protocol/operations/models/module-model-shapes'
import { Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useAnnouncer } from '../../drawing/Announcer.tsx'
import { DrawingPage } from '../../drawing/version/DrawingPage.tsx'
import { NameRow } from '../../drawing/NameRow.tsx'
import { SideChoice } from '../../drawing/SideChoice.tsx'
import { to } from '../../paths.ts'
import { useText } from '../../text.ts'
import { ModulePanel } from './panel/ModulePanel.tsx'
import { ModuleScene } from './scene/ModuleScene.tsx'
import { ModuleVersions } from './ModuleVersions.tsx'
import { PartTools } from './scene/PartTools.tsx'
import { type ModuleEditing, useModuleEditor } from './use-module-editor.ts'
import { useModuleSaving } from './use-module-saving.ts'

type Props = { opened: ModuleModelReply | null; onMade: (model: string) => void }

/** Draws a module: cells by hand, by keys or by figures, with all that is wrong told beside it. */
export function ModuleEditor({ opened, onMade }: Props) {
  const { t } = useText()
  const [announce, voice] = useAnnouncer()
  const editing = useModuleEditor(opened, announce)
  const { drawing, problems } = editing
  const saving = useModuleSaving(opened, drawing.keep, onMade)
  const { model } = saving
  const used = model?.lockerModels ?? 0
  return (
    <DrawingPage
      unnamed={t('module.new')}
      help={t('module.help')}
      crumbs={[
        { label: t('models.title'), href: to.models() },
        { label: t('modules.title'), href: to.moduleModels() },
      ]}
      drawing={drawing}
      problems={problems}
      saving={saving}
      removeRefusal={used > 0 ? t('model.remove.used.models', { count: used }) : undefined}
      versions={(isOpen, onClose) =>
        model && <ModuleVersions model={model} isOpen={isOpen} onClose={onClose} />
      }
    >
      {(nameError) => (
        <>
          <div className="editor editor-two">
            <Board editing={editing} nameError={nameError} />
            <ModulePanel editing={editing} saving={saving} />
          </div>
          {voice}
        </>
      )}
    </DrawingPage>
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
