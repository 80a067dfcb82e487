import type { Side } from '@cubby/domain/cells/layout'
import { standingModules } from '@cubby/domain/constructor/standing'
import type { LockerModelReply } from '@cubby/protocol/operations/models/locker-model-shapes'
import { Stack, Text } from '@mantine/core'
import { type PointerEvent, useRef, useState } from 'react'
import { useAnnouncer } from '../../drawing/Announcer.tsx'
import { DrawingPage } from '../../drawing/version/DrawingPage.tsx'
import { pointIn } from '../../drawing/scene/scene-scale.ts'
import { NameRow } from '../../drawing/NameRow.tsx'
import { SideChoice } from '../../drawing/SideChoice.tsx'
import { to } from '../../paths.ts'
import { useText } from '../../text.ts'
import { ConfigurationLink } from '../configuration/ConfigurationLink.tsx'
import { placeAt } from './locker-edits.ts'
import { LockerVersions } from './LockerVersions.tsx'
import { MachineFigures } from './panel/MachineFigures.tsx'
import { MachineScene } from './scene/MachineScene.tsx'
import { MachinePanel } from './panel/MachinePanel.tsx'
import { ModuleTools } from './scene/ModuleTools.tsx'
import { ModulePicture, Palette } from './scene/Palette.tsx'
import { useMachineKeys } from './scene/use-machine-keys.ts'
import { type LockerEditing, useLockerEditor } from './use-locker-editor.ts'
import { type LockerSaving, useLockerSaving } from './use-locker-saving.ts'
import { type Dragging, type Held, useModuleDrag } from './scene/use-module-drag.ts'
import { type PaletteModule, usePalette } from './scene/use-palette.ts'

type Props = { opened: LockerModelReply | null; onMade: (model: string) => void }

/** Draws a machine from modules: by dragging, by buttons or by keys, with all that is wrong told beside it. */
export function LockerEditor({ opened, onMade }: Props) {
  const { t } = useText()
  const [announce, voice] = useAnnouncer()
  const editing = useLockerEditor(opened, announce)
  const { drawing, problems } = editing
  const saving = useLockerSaving(opened, drawing.keep, onMade)
  const { model } = saving
  return (
    <DrawingPage
      unnamed={t('machine.new')}
      help={t('machine.help')}
      crumbs={[{ label: t('models.title'), href: to.models() }]}
      drawing={drawing}
      problems={problems}
      saving={saving}
      removeRefusal={
        model && model.lockers > 0
          ? t('model.remove.used.lockers', { count: model.lockers })
          : undefined
      }
      actions={model && <ConfigurationLink of={model.id} />}
      versions={(isOpen, onClose) =>
        model && <LockerVersions model={model} isOpen={isOpen} onClose={onClose} />
      }
    >
      {(nameError) => (
        <>
          <Board editing={editing} saving={saving} nameError={nameError} />
          {voice}
        </>
      )}
    </DrawingPage>
  )
}

type BoardProps = { editing: LockerEditing; saving: LockerSaving; nameError: string | false }

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
