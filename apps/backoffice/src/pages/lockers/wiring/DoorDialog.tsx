import type { Wiring } from '@cubby/domain/machine/wiring'
import { type DoorToWire, doorKeyOf } from '@cubby/domain/machine/wiring-rules'
import { Button, Group, Modal, NumberInput, Select, Stack, Text } from '@mantine/core'
import { named, useText } from '../../../text.ts'

type Props = {
  /** Null: none is chosen. */
  door: DoorToWire | null
  wiring: Wiring
  /** What is wrong with its wire. */
  trouble: string | undefined
  onClose: () => void
  onChange: (at: { board: string; channel: number }) => void
}

/** The wire of one door: its board and its channel. */
export function DoorDialog({ door, wiring, trouble, onClose, onChange }: Props) {
  const { t } = useText()
  const wire = door && wiring.doors.find((each) => doorKeyOf(each) === doorKeyOf(door))
  const boards = wiring.buses.flatMap((bus) => bus.boards)
  const board = wire?.board ?? boards[0]?.id ?? ''
  return (
    <Modal
      opened={door !== null}
      onClose={onClose}
      title={door && t('cell.title', { name: door.name })}
    >
      <Stack>
        <Select
          label={t('wiring.door.board')}
          allowDeselect={false}
          data={boards.map(({ id, address }) => ({
            value: id,
            label: t('wiring.door.board.at', { name: id, address }),
          }))}
          value={board}
          onChange={(value) => value && onChange({ board: value, channel: wire?.channel ?? 0 })}
        />
        <NumberInput
          data-autofocus
          label={t('wiring.door.channel')}
          description={t('wiring.door.channel.help')}
          min={0}
          max={255}
          allowDecimal={false}
          value={wire?.channel ?? ''}
          onChange={(value) => value !== '' && onChange({ board, channel: Number(value) })}
        />
        {trouble && (
          <Text c="alarm" role="alert">
            {named(t, 'wiring.wrong', trouble)}
          </Text>
        )}
        <Group justify="flex-end">
          <Button onClick={onClose}>{t('wiring.door.close')}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
