import type { ModuleDesign } from '@cubby/domain/constructor/module-design'
import { Select, SimpleGrid, Stack, Switch, Text, TextInput } from '@mantine/core'
import { WholeNumber } from '../../../drawing/WholeNumber.tsx'
import { useText } from '../../../text.ts'
import type { ModuleEditing } from '../use-module-editor.ts'

/** What the module is as a whole. */
export function ModuleFields({ editing }: { editing: ModuleEditing }) {
  const { t } = useText()
  const { design, draw } = editing
  const set = (change: Partial<ModuleDesign>, tag?: string) =>
    draw((now) => ({ ...now, ...change }), tag)
  return (
    <Stack gap="sm">
      <Select
        size="sm"
        label={t('module.field.kind')}
        allowDeselect={false}
        data={(['cells', 'control'] as const).map((value) => ({
          value,
          label: t(`model.kind.${value}`),
        }))}
        value={design.kind}
        onChange={(value) => set({ kind: value === 'control' ? 'control' : 'cells' })}
      />
      <fieldset style={{ border: 'none', margin: 0, padding: 0 }}>
        <Text component="legend" size="sm" fw={500} p={0}>
          {t('module.field.module')}
        </Text>
        <SimpleGrid cols={3} spacing={6}>
          {(['width', 'height', 'depth'] as const).map((field) => (
            <WholeNumber
              key={field}
              label={t(`module.field.${field}`)}
              value={design[`${field}Mm`]}
              min={50}
              max={3_000}
              onChange={(value) => set({ [`${field}Mm`]: value ?? 50 }, field)}
            />
          ))}
        </SimpleGrid>
      </fieldset>
      <WholeNumber
        label={t('module.field.plinth')}
        value={design.plinthMm}
        min={0}
        max={1_000}
        onChange={(value) => set({ plinthMm: value ?? 0 }, 'plinth')}
      />
      <WholeNumber
        label={t('module.field.weight')}
        value={Math.round(design.gramsEmpty / 1_000)}
        min={0}
        max={5_000}
        step={1}
        onChange={(value) => set({ gramsEmpty: (value ?? 0) * 1_000 }, 'weight')}
      />
      <Board editing={editing} />
    </Stack>
  )
}

function Board({ editing: { design, draw } }: { editing: ModuleEditing }) {
  const { t } = useText()
  const { board } = design
  const set = (next: ModuleDesign['board'], tag?: string) =>
    draw((now) => ({ ...now, board: next }), tag)
  return (
    <>
      <Switch
        label={t('module.field.board')}
        checked={board !== null}
        onChange={(event) =>
          set(event.currentTarget.checked ? { model: 'CU-16', channels: 16 } : null)
        }
      />
      {board && (
        <SimpleGrid cols={2} spacing="xs">
          <TextInput
            size="sm"
            label={t('module.field.board.model')}
            value={board.model}
            maxLength={40}
            onChange={(event) => {
              const typed = event.currentTarget.value
              if (typed.trim() !== '') set({ ...board, model: typed }, 'board')
            }}
          />
          <WholeNumber
            label={t('module.field.board.channels')}
            value={board.channels}
            min={1}
            max={256}
            step={1}
            onChange={(value) => set({ ...board, channels: value ?? 1 }, 'channels')}
          />
        </SimpleGrid>
      )}
    </>
  )
}
