import type { DoorName } from '@cubby/domain/machine/wiring'
import { doorKeyOf } from '@cubby/domain/machine/wiring-rules'
import type { LockerReply } from '@cubby/protocol/operations/lockers/locker-shapes'
import type { TestedDoor } from '@cubby/protocol/operations/wiring/wiring-shapes'
import { LockerWall } from '@cubby/ui/wall/locker-wall'
import { Button, Stack, Text } from '@mantine/core'
import { IconArrowsExchange, IconCheck, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useText } from '../../../text.ts'
import { WallFrame } from '../WallFrame.tsx'

type Props = {
  locker: LockerReply
  door: TestedDoor
  doors: readonly TestedDoor[]
  isRunning: boolean
  onAnswer: (opened: DoorName | null) => void
}

/** Yes, another one, or none: big enough for gloves. */
export function Answers({ locker, door, doors, isRunning, onAnswer }: Props) {
  const { t } = useText()
  const [isAnother, setAnother] = useState(false)
  if (isAnother)
    return (
      <WhichDoor
        locker={locker}
        door={door}
        doors={doors}
        onAnswer={onAnswer}
        onBack={() => setAnother(false)}
      />
    )
  return (
    <Stack gap="sm">
      <Text ta="center" size="lg" fw={600}>
        {t('wiring-test.question', { name: door.name })}
      </Text>
      <Button
        size="xl"
        fullWidth
        color="done"
        loading={isRunning}
        leftSection={<IconCheck aria-hidden />}
        onClick={() => onAnswer({ cell: door.cell, side: door.side })}
      >
        {t('wiring-test.yes')}
      </Button>
      <Button
        size="xl"
        fullWidth
        variant="default"
        disabled={isRunning}
        leftSection={<IconArrowsExchange aria-hidden />}
        onClick={() => setAnother(true)}
      >
        {t('wiring-test.another')}
      </Button>
      <Button
        size="xl"
        fullWidth
        variant="default"
        disabled={isRunning}
        leftSection={<IconX aria-hidden />}
        onClick={() => onAnswer(null)}
      >
        {t('wiring-test.none')}
      </Button>
      <Text size="sm" c="dimmed" ta="center">
        {t('wiring-test.close')}
      </Text>
    </Stack>
  )
}

type WhichProps = Omit<Props, 'isRunning'> & { onBack: () => void }

/** The person points at the door that opened. */
function WhichDoor({ locker, door, doors, onAnswer, onBack }: WhichProps) {
  const { t } = useText()
  const { side } = door
  const here = new Map(doors.filter((each) => each.side === side).map((each) => [each.cell, each]))
  return (
    <Stack gap="sm">
      <Text ta="center" fw={600}>
        {t('wiring-test.which')}
      </Text>
      <WallFrame modules={locker.layout.modules}>
        <LockerWall
          modules={locker.layout.modules}
          side={side}
          label={t('wiring-test.which')}
          doorOf={({ id, name }) => ({
            look: id === door.cell ? 'yours' : here.get(id)?.proof === 'right' ? 'done' : 'free',
            label: t('cell.title', { name }),
          })}
          onDoor={({ id }) =>
            doorKeyOf({ cell: id, side }) !== doorKeyOf(door) && onAnswer({ cell: id, side })
          }
        />
      </WallFrame>
      <Button variant="default" onClick={onBack}>
        {t('wiring-test.back')}
      </Button>
    </Stack>
  )
}
