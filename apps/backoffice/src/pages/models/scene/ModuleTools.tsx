import { columnLetters } from '@cubby/domain/constructor/cell-names'
import type { PlacedModule } from '@cubby/domain/constructor/locker-design'
import type { LockerModelReply } from '@cubby/protocol/operations/models/locker-model-shapes'
import { Button, Group, Text } from '@mantine/core'
import {
  IconArrowLeft,
  IconArrowRight,
  IconCopy,
  IconExternalLink,
  IconFlipVertical,
  IconRefresh,
  IconTrash,
} from '@tabler/icons-react'
import { Tool } from '../../../drawing/Tool.tsx'
import { to } from '../../../paths.ts'
import { useText } from '../../../text.ts'
import type { LockerEditing } from '../use-locker-editor.ts'
import type { PaletteModule } from './use-palette.ts'

type Props = {
  editing: LockerEditing
  palette: readonly PaletteModule[]
  model: LockerModelReply | null
}

/** What can be done with the chosen module, for those who do not drag. Left and right are those of the machine. */
export function ModuleTools({ editing, palette, model }: Props) {
  const { t } = useText()
  const { selected, drawing } = editing
  const placed = selected === null ? undefined : drawing.now.design.modules[selected]
  if (selected === null || !placed)
    return (
      <Text c="dimmed" size="sm" mih={36} style={{ display: 'flex', alignItems: 'center' }}>
        {t('machine.module.none')}
      </Text>
    )
  const count = drawing.now.design.modules.length
  return (
    <Group gap={4} role="toolbar" aria-label={t('model.tools')} mih={36}>
      <Text fw={600} size="sm" me="xs">
        {t('machine.module.chosen', {
          column: columnLetters(selected),
          name: editing.nameOf(selected),
        })}
      </Text>
      <Group gap={4} className="ltr" wrap="nowrap">
        <Tool
          icon={IconArrowLeft}
          label={t('machine.left')}
          isOff={selected === 0}
          onClick={() => editing.move(selected, selected - 1)}
        />
        <Tool
          icon={IconArrowRight}
          label={t('machine.right')}
          isOff={selected === count - 1}
          onClick={() => editing.move(selected, selected + 1)}
        />
      </Group>
      <Tool
        icon={IconFlipVertical}
        label={t('machine.mirror')}
        onClick={() => editing.mirror(selected)}
      />
      <Tool
        icon={IconCopy}
        label={t('machine.duplicate')}
        onClick={() => editing.duplicate(selected)}
      />
      <Tool icon={IconTrash} label={t('machine.remove')} onClick={() => editing.remove(selected)} />
      <Button
        component="a"
        href={to.moduleModel(placed.module)}
        target="_blank"
        size="xs"
        variant="subtle"
        leftSection={<IconExternalLink size={16} aria-hidden />}
      >
        {t('machine.edit-module')}
      </Button>
      <Renew editing={editing} placed={placed} palette={palette} model={model} />
    </Group>
  )
}

/** Puts the newest released version in the place of an older one, everywhere in the machine. */
function Renew({ editing, placed, palette, model }: Props & { placed: PlacedModule }) {
  const { t } = useText()
  const newest = Math.max(
    model?.usedModules.find(({ id }) => id === placed.module)?.newerVersion ?? 0,
    palette.find(({ id }) => id === placed.module)?.version ?? 0,
  )
  if (newest <= placed.version) return null
  return (
    <Button
      size="xs"
      variant="light"
      color="signal"
      leftSection={<IconRefresh size={16} aria-hidden />}
      onClick={() => void editing.renew(placed.module, newest)}
    >
      {t('machine.renew', { version: newest })}
    </Button>
  )
}
