import type { TestedDoor } from '@cubby/protocol/operations/wiring/wiring-shapes'
import { Button, Group, Text } from '@mantine/core'
import { Section } from '../../../support/Section.tsx'
import { useText } from '../../../text.ts'

type Props = { doors: readonly TestedDoor[]; onChoose: (door: TestedDoor) => void }

/** What is not proved yet, to go on with any of them. */
export function DoorsLeft({ doors, onChoose }: Props) {
  const { t } = useText()
  const groups = (['none', 'unseen', 'untried'] as const).flatMap((proof) => {
    const left = doors.filter((door) => door.proof === proof)
    return left.length > 0 ? [{ proof, left }] : []
  })
  if (groups.length === 0) return null
  return (
    <Section title={t('wiring-test.left')}>
      {groups.map(({ proof, left }) => (
        <div key={proof} data-left={proof}>
          <Text size="sm" c="dimmed" mt="xs" mb={6}>
            {t(`wiring-test.left.${proof}`, { count: left.length })}
          </Text>
          <Group gap={6}>
            {left.map((door) => (
              <Button
                key={`${door.cell} ${door.side}`}
                variant="default"
                size="compact-md"
                onClick={() => onChoose(door)}
              >
                {door.name}
              </Button>
            ))}
          </Group>
        </div>
      ))}
    </Section>
  )
}
