import type { CellReply, LockerReply } from '@cubby/protocol/operations/lockers/locker-shapes'
import { Group, Stack, Text } from '@mantine/core'
import { Section } from '../../support/Section.tsx'
import { useText } from '../../text.ts'
import { CellActions } from './CellActions.tsx'

type Props = { locker: LockerReply; cells: readonly CellReply[] }

/** Cells of an earlier model in which something still is: they can be opened, and go when they are empty. */
export function LeavingCells({ locker, cells }: Props) {
  const { t } = useText()
  const leaving = cells.filter(({ isLeaving }) => isLeaving)
  if (leaving.length === 0) return null
  return (
    <Section title={t('machine.leaving')}>
      <Text c="dimmed" mb="md">
        {t('machine.leaving.help')}
      </Text>
      <Stack>
        {leaving.map((state) => (
          <Group
            key={state.cell}
            justify="space-between"
            align="flex-start"
            data-leaving={state.name}
          >
            <div>
              <Text fw={600}>{t('cell.title', { name: state.name })}</Text>
              <Text size="sm" c="dimmed">
                {t(`cell.use.${state.use}`)}
                {' · '}
                {state.doors.map(({ door }) => t(`cell.door.${door}`)).join(', ')}
              </Text>
            </div>
            <CellActions
              locker={locker}
              spec={{
                id: state.cell,
                name: state.name,
                sides: state.doors.map(({ side }) => side),
              }}
              state={state}
            />
          </Group>
        ))}
      </Stack>
    </Section>
  )
}
