import { boardModelNamed } from '@cubby/domain/machine/board-models'
import type { LayoutProblem } from '@cubby/domain/cells/layout'
import { byteOrder, type Wiring } from '@cubby/domain/machine/wiring'
import { Button, Group, NumberInput, Select, Stack, Text, Title } from '@mantine/core'
import { Section } from '../../../support/Section.tsx'
import { named, useText } from '../../../text.ts'
import { ContactField } from './AutoWire.tsx'
import { boardChoices } from './board-choices.ts'
import { type Board, type Bus, lineText, withBoard, withoutBoard } from './wiring-draft.ts'

type Props = {
  wiring: Wiring
  problems: readonly LayoutProblem[]
  onChange: (wiring: Wiring) => void
}

/** The boards by the line they hang on, each with its address; what is wrong stands at it. */
export function Boards({ wiring, problems, onChange }: Props) {
  const { t } = useText()
  return (
    <Section title={t('wiring.boards')}>
      <Stack gap="lg">
        {wiring.buses.map((bus, b) => (
          <div key={bus.id}>
            <Title order={3} size="h5" className="ltr">
              {lineText(bus.line)}
            </Title>
            <BusTrouble at={`/buses/${b}`} problems={problems} />
            <Stack gap="lg" mt="xs">
              {bus.boards.map((board, i) => (
                <BoardFields
                  key={board.id}
                  board={board}
                  doors={wiring.doors.filter((door) => door.board === board.id).length}
                  problems={problems.filter(({ pointer }) =>
                    pointer.startsWith(`/buses/${b}/boards/${i}/`),
                  )}
                  onChange={(change) => onChange(withBoard(wiring, board.id, change))}
                  onRemove={() => onChange(withoutBoard(wiring, board.id))}
                />
              ))}
            </Stack>
          </div>
        ))}
      </Stack>
    </Section>
  )
}

/** What is wrong with a line, and not with one of its boards. */
function BusTrouble({ at, problems }: { at: string } & Pick<Props, 'problems'>) {
  const { t } = useText()
  const found = problems.find(
    ({ pointer }) => pointer === `${at}/line` || pointer === `${at}/boards`,
  )
  if (!found) return null
  return <Text c="alarm">{named(t, 'wiring.wrong', found.code)}</Text>
}

type BoardProps = {
  board: Board
  doors: number
  problems: readonly LayoutProblem[]
  onChange: (change: Partial<Bus['boards'][number]>) => void
  onRemove: () => void
}

/** Only boards of which both orders are in use are asked for theirs. */
function ByteOrderField({ board, onChange }: Pick<BoardProps, 'board' | 'onChange'>) {
  const { t } = useText()
  const usual = boardModelNamed(board.model)?.byteOrder ?? null
  if (usual === null) return null
  return (
    <Select
      label={t('wiring.byte-order')}
      allowDeselect={false}
      data={byteOrder.options.map((value) => ({ value, label: t(`wiring.byte-order.${value}`) }))}
      value={board.byteOrder ?? usual}
      onChange={(value) =>
        onChange({ byteOrder: byteOrder.options.find((each) => each === value) })
      }
    />
  )
}

function BoardFields({ board, doors, problems, onChange, onRemove }: BoardProps) {
  const { t } = useText()
  const errorOf = (field: string) => {
    const found = problems.find(({ pointer }) => pointer.endsWith(`/${field}`))
    return found && named(t, 'wiring.wrong', found.code)
  }
  return (
    <Group align="flex-start" gap="md" data-board={board.id}>
      <div style={{ minWidth: 120 }}>
        <Text fw={600} className="ltr">
          {board.id}
        </Text>
        <Text size="sm" c="dimmed">
          {t('wiring.board.doors', { count: doors })}
        </Text>
      </div>
      <Select
        label={t('wiring.board.model')}
        allowDeselect={false}
        data={boardChoices(t)}
        searchable
        value={board.model}
        error={errorOf('model')}
        onChange={(model) => model && onChange({ model, byteOrder: undefined })}
      />
      <NumberInput
        label={t('wiring.board.address')}
        w={110}
        min={0}
        max={255}
        allowDecimal={false}
        value={board.address}
        error={errorOf('address')}
        onChange={(address) => onChange({ address: Number(address) })}
      />
      <ContactField
        isExplained={false}
        value={board.doorContact}
        onChange={(doorContact) => onChange({ doorContact })}
      />
      <ByteOrderField board={board} onChange={onChange} />
      {doors === 0 && (
        <Button
          variant="subtle"
          mt={25}
          aria-label={t('wiring.remove.of', { name: board.id })}
          onClick={onRemove}
        >
          {t('wiring.remove')}
        </Button>
      )}
    </Group>
  )
}
