import type { Side } from '@cubby/domain/cells/layout'
import { standingModules } from '@cubby/domain/constructor/standing'
import type { LockerModelReply } from '@cubby/protocol/operations/models/locker-model-shapes'
import { Stack, Text } from '@mantine/core'
import { type PointerEvent, useRef, useState } from 'react'
import { useAnnouncer } from '../../drawing/Announcer.tsx'
import { ModelActions } from '../../drawing/version/ModelActions.tsx'
import { ModelState } from '../../drawing/version/ModelState.tsx'
import { useReleaseRefusal } from '../../drawing/ProblemList.tsx'
import { isNameTaken, SaveTrouble } from '../../drawing/version/SaveTrouble.tsx'
import { pointIn } from '../../drawing/scene/scene-scale.ts'
import { NameRow } from '../../drawing/NameRow.tsx'
import { SideChoice } from '../../drawing/SideChoice.tsx'
import { to } from '../../paths.ts'
import { UnsavedGuard } from '../../support/form/UnsavedGuard.tsx'
import { Page } from '../../support/Page.tsx'
import { useText } from '../../text.ts'
import { ConfigurationLink } from '../configuration/ConfigurationLink.tsx'
import { placeAt } from './locker-edits.ts'
import { LockerVersions } from './LockerVersions.tsx'
import { MachineFigures } from './MachineFigures.tsx'
import { MachineScene } from './MachineScene.tsx'
import { MachinePanel } from './MachinePanel.tsx'
import { ModuleTools } from './ModuleTools.tsx'
import { ModulePicture, Palette } from './Palette.tsx'
import { useMachineKeys } from './use-machine-keys.ts'
import { type LockerEditing, useLockerEditor } from './use-locker-editor.ts'
import { useLockerSaving } from './use-locker-saving.ts'
import { type Dragging, type Held, useModuleDrag } from './use-module-drag.ts'
import { type PaletteModule, usePalette } from './use-palette.ts'

const isReleased = (model: LockerModelReply | null) =>
  model !== null && model.version.releasedAt !== null

/** Draws a machine from modules: by dragging, by buttons or by keys, with all that is wrong told beside it. */
export function LockerEditor({ opened }: { opened: LockerModelReply | null }) {
  const { t } = useText()
  const [announce, voice] = useAnnouncer()
  const editing = useLockerEditor(opened, announce)
  const { drawing } = editing
  const saving = useLockerSaving(opened, drawing.keep)
  const [isShowingVersions, setShowingVersions] = useState(false)
  const [wasTried, setTried] = useState(false)
  const { model } = saving
  const { name } = drawing.now
  const title = name.trim() === '' ? t('machine.new') : name
  const save = (after?: number) => {
    setTried(true)
    if (name.trim() !== '') saving.save({ ...drawing.now, name: name.trim() }, after)
  }
  const nameError = isNameTaken(saving.saveError)
    ? t('model.name.taken')
    : wasTried && name.trim() === '' && t('model.name.missing')
  return (
    <Page
      title={title}
      help={t('machine.help')}
      crumbs={[{ label: t('models.title'), href: to.models() }]}
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
      <Board editing={editing} saving={saving} nameError={nameError} />
      {voice}
      <UnsavedGuard isTouched={drawing.isTouched} />
      {model && (
        <LockerVersions
          model={model}
          isOpen={isShowingVersions}
          onClose={() => setShowingVersions(false)}
        />
      )}
    </Page>
  )
}

type Saving = ReturnType<typeof useLockerSaving>
type ActionsProps = {
  editing: LockerEditing
  saving: Saving
  onSave: () => void
  onVersions: () => void
}

function Actions({ editing, saving, onSave, onVersions }: ActionsProps) {
  const { t } = useText()
  const { drawing, problems } = editing
  const { model, release, remove } = saving
  const refusal = useReleaseRefusal(problems, drawing.isTouched || model === null)
  return (
    <>
      {model && <ConfigurationLink of={model.id} />}
      <ModelActions
        name={model?.name ?? ''}
        version={model?.version.version ?? null}
        isReleased={isReleased(model)}
        isTouched={drawing.isTouched}
        saveRefusal={undefined}
        releaseRefusal={refusal}
        removeRefusal={
          model && model.lockers > 0
            ? t('model.remove.used.lockers', { count: model.lockers })
            : undefined
        }
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
        remove={{
          ...remove,
          run: () => model && void remove.run({ params: { model: model.id } }),
        }}
        onVersions={onVersions}
      />
    </>
  )
}

type BoardProps = { editing: LockerEditing; saving: Saving; nameError: string | false }

/** Palette, machine and what is known of it. */
function Board({ editing, saving, nameError }: BoardProps) {
  const { t } = useText()
  const [search, setSearch] = useState('')
  const [side, setSide] = useState<Side>('front')
  const palette = usePalette(search)
  const svg = useRef<SVGSVGElement>(null)
  const { drawing, selected, drop } = editing
  const { design, name } = drawing.now
  const shownSide = design.twoSided ? side : 'front'
  const drag = useModuleDrag({
    placeUnder: (at, held) => placeUnder(svg.current, at, held, editing, shownSide),
    scaleNow: () => svg.current?.getScreenCTM()?.d ?? 0.2,
    onDrop: drop,
  })
  const onKey = useMachineKeys(editing, svg, shownSide)
  const take = (index: number, event: PointerEvent) => {
    const module = moduleAt(editing, index)
    if (module)
      drag.begin(
        { kind: 'standing', module, index, isMirrored: design.modules[index]?.mirrored ?? false },
        event,
      )
  }
  return (
    <div className="editor">
      <Palette
        palette={palette}
        search={search}
        onSearch={setSearch}
        isBin={drag.dragging?.kind === 'standing'}
        onTake={(module, event) => drag.begin({ kind: 'new', module }, event)}
        onAdd={(module) =>
          drag.isDrop() ||
          editing.add(module, selected === null ? design.modules.length : selected + 1)
        }
      />
      <Stack gap="sm">
        <NameRow drawing={drawing} error={nameError}>
          {design.twoSided && <SideChoice side={side} onChange={setSide} />}
        </NameRow>
        <ModuleTools editing={editing} palette={palette.modules} model={saving.model} />
        <div className="card" data-testid="machine">
          <MachineScene
            name={name}
            design={design}
            find={editing.find}
            nameOf={editing.nameOf}
            side={shownSide}
            problems={editing.problems}
            selected={selected}
            dragging={drag.dragging}
            svgRef={svg}
            onTake={take}
            onChoose={(index) => drag.isDrop() || editing.setSelected(index)}
            onKey={onKey}
          />
        </div>
        <Text size="xs" c="dimmed">
          {t('machine.keys')}
        </Text>
        <div className="card" style={{ padding: 16 }}>
          <MachineFigures facts={editing.facts} />
        </div>
      </Stack>
      <MachinePanel editing={editing} saving={saving} />
      {drag.dragging && <Ghost dragging={drag.dragging} />}
    </div>
  )
}

function moduleAt({ drawing, find, library }: LockerEditing, index: number): PaletteModule | null {
  const placed = drawing.now.design.modules[index]
  if (!placed || !find(placed.module, placed.version)) return null
  return library.get(`${placed.module} ${placed.version}`) ?? null
}

/** Where the machine would take what is held; null when the hand is not over it. */
function placeUnder(
  svg: SVGSVGElement | null,
  at: { clientX: number; clientY: number },
  held: Held,
  { drawing, find }: LockerEditing,
  side: Side,
): number | null {
  const box = svg?.getBoundingClientRect()
  const point = pointIn(svg, at)
  if (!box || !point || at.clientX < box.left || at.clientX > box.right) return null
  if (at.clientY < box.top || at.clientY > box.bottom) return null
  const standing = standingModules(drawing.now.design, find)
  const total = standing.reduce((sum, each) => sum + each.design.widthMm, 0)
  const x = side === 'front' ? point.x : total - point.x
  let leftMm = 0
  const others = standing
    .filter(({ index }) => held.kind === 'new' || index !== held.index)
    .map(({ design: { widthMm } }) => {
      leftMm += widthMm
      return { leftMm: leftMm - widthMm, widthMm }
    })
  return placeAt(others, x)
}

/** What the hand holds, as large as it stands in the machine. */
function Ghost({ dragging }: { dragging: Dragging }) {
  const { module, x, y, scale } = dragging
  return (
    <div className="ghost" style={{ left: x, top: y }}>
      <ModulePicture
        module={module}
        pixelsHigh={module.design.heightMm * scale}
        isMirrored={dragging.kind === 'standing' && dragging.isMirrored}
      />
    </div>
  )
}
