import type { LockerDesign } from '@cubby/domain/constructor/locker-design'
import { limits } from '@cubby/kit/limits'
import { ActionIcon, Button, Group, Stack, Switch, Text, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { WholeNumber } from '../../../drawing/WholeNumber.tsx'
import { useText } from '../../../text.ts'

export type FieldProps = {
  design: LockerDesign
  draw: (to: (design: LockerDesign) => LockerDesign, tag?: string) => void
}

/** What the machine is as a whole: its sides, its base, what it is built for, and where it must fit. */
export function MachineFields({ design, draw }: FieldProps) {
  const { t } = useText()
  const set = (change: Partial<LockerDesign>, tag?: string) =>
    draw((now) => ({ ...now, ...change }), tag)
  return (
    <Stack gap="sm">
      <Switch
        label={t('machine.two-sided')}
        description={t('machine.two-sided.help')}
        checked={design.twoSided}
        onChange={(event) => set({ twoSided: event.currentTarget.checked })}
      />
      <WholeNumber
        label={t('machine.base')}
        value={design.baseMm}
        min={0}
        max={1_000}
        onChange={(value) => set({ baseMm: value ?? 0 }, 'base')}
      />
      <Wanted design={design} draw={draw} />
      <WholeNumber
        label={t('machine.wide')}
        placeholder={t('machine.any')}
        value={design.widthMmMax}
        min={50}
        max={200_000}
        step={100}
        onChange={(value) => set({ widthMmMax: value }, 'wide')}
      />
      <WholeNumber
        label={t('machine.bears')}
        placeholder={t('machine.any')}
        value={design.floorKgPerSquareMetreMax}
        min={1}
        max={100_000}
        step={100}
        onChange={(value) => set({ floorKgPerSquareMetreMax: value }, 'bears')}
      />
    </Stack>
  )
}

function Wanted({ design, draw }: FieldProps) {
  const { t } = useText()
  const { wanted } = design
  const set = (next: LockerDesign['wanted'], tag?: string) =>
    draw((now) => ({ ...now, wanted: next }), tag)
  return (
    <Stack gap={6} component="fieldset" m={0} p={0} style={{ border: 'none' }}>
      <Text component="legend" size="sm" fw={500} p={0}>
        {t('machine.wanted')}
      </Text>
      <Text c="dimmed" size="xs">
        {t('machine.wanted.help')}
      </Text>
      {wanted.map(({ type, count }, index) => (
        // The place in the list is what it is: two of one size may stand there while one is being typed.
        <Group key={index} gap={6} wrap="nowrap" align="flex-end">
          <TextInput
            size="sm"
            style={{ flex: 1 }}
            label={t('machine.wanted.type')}
            value={type}
            maxLength={20}
            onChange={(event) => {
              const typed = event.currentTarget.value
              if (typed.trim() !== '')
                set(wanted.with(index, { type: typed, count }), `wanted ${index}`)
            }}
          />
          <WholeNumber
            label={t('machine.wanted.count')}
            value={count}
            min={1}
            max={limits.cellsPerLockerMax}
            step={1}
            onChange={(value) =>
              set(wanted.with(index, { type, count: value ?? 1 }), `wanted ${index}`)
            }
          />
          <ActionIcon
            variant="subtle"
            size={36}
            aria-label={t('machine.wanted.remove', { type })}
            onClick={() => set(wanted.toSpliced(index, 1))}
          >
            <IconX size={18} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      {wanted.length < 20 && (
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={16} aria-hidden />}
          style={{ alignSelf: 'flex-start' }}
          onClick={() => set([...wanted, { type: nextType(wanted), count: 1 }])}
        >
          {t('machine.wanted.add')}
        </Button>
      )}
    </Stack>
  )
}

/** A, B, C: the first letter that is not asked for yet. */
function nextType(wanted: LockerDesign['wanted']): string {
  const used = new Set(wanted.map(({ type }) => type))
  return Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ').find((letter) => !used.has(letter)) ?? 'A'
}
