import { controlKinds } from '@cubby/domain/cells/layout'
import { Button, Group, Menu, Popover, Stack, Text } from '@mantine/core'
import {
  IconCopy,
  IconDeviceTablet,
  IconLayoutGrid,
  IconPlus,
  IconStack2,
  IconTrash,
} from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { WholeNumber } from '../../../drawing/WholeNumber.tsx'
import { useText } from '../../../text.ts'
import type { ModuleEditing } from '../use-module-editor.ts'

type Props = { editing: ModuleEditing }

/** What can be done to a module besides drawing with the hand. */
export function PartTools({ editing }: Props) {
  const { t } = useText()
  const { selected, keys } = editing
  return (
    <Group gap="xs" role="toolbar" aria-label={t('model.tools')}>
      <Button
        size="xs"
        h={36}
        variant="default"
        leftSection={<IconPlus size={18} aria-hidden />}
        onClick={() => editing.addCell()}
      >
        {t('module.add')}
      </Button>
      <Fill editing={editing} />
      <Controls editing={editing} />
      {keys.length > 0 && (
        <>
          <Split editing={editing} />
          <Button
            size="xs"
            h={36}
            variant="default"
            leftSection={<IconCopy size={18} aria-hidden />}
            onClick={editing.duplicate}
          >
            {t('module.duplicate')}
          </Button>
        </>
      )}
      {selected.length > 0 && (
        <Button
          size="xs"
          h={36}
          variant="default"
          leftSection={<IconTrash size={18} aria-hidden />}
          onClick={editing.remove}
        >
          {t('module.remove')}
        </Button>
      )}
    </Group>
  )
}

function Controls({ editing }: Props) {
  const { t } = useText()
  return (
    <Menu>
      <Menu.Target>
        <Button
          size="xs"
          h={36}
          variant="default"
          leftSection={<IconDeviceTablet size={18} aria-hidden />}
        >
          {t('module.add.control')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {controlKinds.map((kind) => (
          <Menu.Item key={kind} onClick={() => editing.addControl(kind)}>
            {t(`module.control.${kind}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

type AskProps = {
  label: string
  icon: ReactNode
  go: string
  onGo: () => void
  children: ReactNode
}

/** A tool that asks for a figure first. */
function Asking({ label, icon, go, onGo, children }: AskProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <Popover opened={isOpen} onChange={setOpen} trapFocus withArrow>
      <Popover.Target>
        <Button
          size="xs"
          h={36}
          variant="default"
          leftSection={icon}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <Stack gap="xs">
          {children}
          <Button
            size="sm"
            onClick={() => {
              onGo()
              setOpen(false)
            }}
          >
            {go}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

function Fill({ editing }: Props) {
  const { t } = useText()
  const [height, setHeight] = useState(200)
  return (
    <Asking
      label={t('module.fill')}
      icon={<IconStack2 size={18} aria-hidden />}
      go={t('module.fill.go')}
      onGo={() => editing.fill(height)}
    >
      <WholeNumber
        label={t('module.fill.height')}
        value={height}
        min={40}
        max={3_000}
        onChange={(value) => setHeight(value ?? 200)}
      />
    </Asking>
  )
}

function Split({ editing }: Props) {
  const { t } = useText()
  const [rows, setRows] = useState(2)
  const [columns, setColumns] = useState(1)
  return (
    <Asking
      label={t('module.split')}
      icon={<IconLayoutGrid size={18} aria-hidden />}
      go={t('module.split.go')}
      onGo={() => editing.split(rows, columns)}
    >
      <Group gap="xs" wrap="nowrap" maw={240}>
        <WholeNumber
          label={t('module.split.rows')}
          value={rows}
          min={1}
          max={30}
          step={1}
          onChange={(value) => setRows(value ?? 1)}
        />
        <WholeNumber
          label={t('module.split.columns')}
          value={columns}
          min={1}
          max={10}
          step={1}
          onChange={(value) => setColumns(value ?? 1)}
        />
      </Group>
      {rows * columns === 1 && <Text size="sm">{t('module.split.none')}</Text>}
    </Asking>
  )
}
