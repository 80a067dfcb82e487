import { Group, Skeleton, Stack, Text, TextInput, VisuallyHidden } from '@mantine/core'
import { IconSearch, IconTrash } from '@tabler/icons-react'
import type { PointerEvent } from 'react'
import { ModuleFront } from '../../../drawing/front/ModuleFront.tsx'
import { useFormat } from '../../../support/format.ts'
import { isolated } from '../../../support/isolate.ts'
import { TroubleNotice } from '../../../support/TroubleNotice.tsx'
import { useText } from '../../../text.ts'
import type { PaletteModule, usePalette } from './use-palette.ts'

/** As high as the picture of a module with the room around it. */
const ITEM_HEIGHT = 90

type Props = {
  palette: ReturnType<typeof usePalette>
  search: string
  onSearch: (text: string) => void
  /** A module of the machine is being dragged: here it can be taken out. */
  isBin: boolean
  onTake: (module: PaletteModule, event: PointerEvent) => void
  onAdd: (module: PaletteModule) => void
}

/** The modules that a machine is put together from. Drag one, or choose it to put it beside the chosen one. */
export function Palette({ palette, search, onSearch, isBin, onTake, onAdd }: Props) {
  const { t } = useText()
  if (isBin)
    return (
      <div className="palette-bin" data-drop="bin">
        <IconTrash size={28} aria-hidden />
        <Text>{t('machine.palette.bin')}</Text>
      </div>
    )
  return (
    <Stack gap="xs" component="section" aria-label={t('machine.palette')} className="editor-side">
      <TextInput
        aria-label={t('machine.palette.search')}
        placeholder={t('machine.palette.search')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={search}
        onChange={(event) => onSearch(event.currentTarget.value)}
      />
      {palette.error && <TroubleNotice error={palette.error} onRetry={palette.retry} />}
      {palette.isPending && [1, 2, 3].map((line) => <Skeleton key={line} height={ITEM_HEIGHT} />)}
      {!palette.isPending && palette.items.length === 0 && (
        <Text c="dimmed" size="sm">
          {t(search === '' ? 'machine.palette.empty' : 'machine.palette.none-found')}
        </Text>
      )}
      {/* A place is kept for each, so that nothing moves away under a hand that has begun to take it. */}
      {palette.items.map(({ id, module }) =>
        module ? (
          <Item key={id} module={module} onTake={onTake} onAdd={onAdd} />
        ) : (
          <Skeleton key={id} height={ITEM_HEIGHT} />
        ),
      )}
    </Stack>
  )
}

type ItemProps = Pick<Props, 'onTake' | 'onAdd'> & { module: PaletteModule }

function Item({ module, onTake, onAdd }: ItemProps) {
  const { t } = useText()
  const { number } = useFormat()
  const { name, design } = module
  return (
    <button
      type="button"
      className="palette-item"
      data-module={name}
      onPointerDown={(event) => onTake(module, event)}
      onClick={() => onAdd(module)}
    >
      <Group gap="sm" wrap="nowrap" align="center">
        <ModulePicture module={module} pixelsHigh={72} />
        <span>
          <Text component="span" fw={600} size="sm" lh={1.25} display="block">
            {name}
          </Text>
          <Text component="span" size="xs" c="dimmed">
            {t('machine.palette.cells', { count: design.cells.length })}
            <br />
            {isolated(t('model.mm', { value: number(design.widthMm) }))}
          </Text>
          <VisuallyHidden>{t('machine.palette.add')}</VisuallyHidden>
        </span>
      </Group>
    </button>
  )
}

/** One module by itself, to scale. */
export function ModulePicture(props: {
  module: Pick<PaletteModule, 'design'>
  pixelsHigh: number
  isMirrored?: boolean
}) {
  const { design } = props.module
  const unit = design.heightMm / props.pixelsHigh
  return (
    <svg
      width={design.widthMm / unit}
      height={props.pixelsHigh}
      viewBox={`${-unit} ${-unit} ${design.widthMm + 2 * unit} ${design.heightMm + 2 * unit}`}
      aria-hidden
    >
      <ModuleFront design={design} unit={unit} isMirrored={props.isMirrored ?? false} />
    </svg>
  )
}
