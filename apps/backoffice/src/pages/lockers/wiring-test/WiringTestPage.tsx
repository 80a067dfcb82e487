import type { LockerId } from '@cubby/kit/ids'
import type { LockerReply } from '@cubby/protocol/operations/lockers/locker-shapes'
import { readLocker } from '@cubby/protocol/operations/lockers/read-locker'
import { readWiringTest } from '@cubby/protocol/operations/wiring/read-wiring-test'
import type { TestedDoor, WiringTest } from '@cubby/protocol/operations/wiring/wiring-shapes'
import { Progress, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { read } from '../../../api/client.ts'
import { useLive } from '../../../api/use-live.ts'
import { to } from '../../../paths.ts'
import { useIdInAddress } from '../../../support/id-in-address.ts'
import { Page } from '../../../support/Page.tsx'
import { Shown } from '../../../support/Shown.tsx'
import { useText } from '../../../text.ts'
import { DoorQuestion } from './DoorQuestion.tsx'
import { DoorsLeft } from './DoorsLeft.tsx'
import { StartTest } from './StartTest.tsx'
import { TestDone } from './TestDone.tsx'
import { isSame, nextDoor, unansweredDoor } from './next-door.ts'

/** For a technician with a phone in front of the machine: one door after another is opened, and he says which one it was. */
export function WiringTestPage() {
  const locker = useIdInAddress<LockerId>('locker')
  const query = useQuery(read(readLocker, { params: { locker } }))
  useLive(`locker:${locker}`)
  return <Shown query={query}>{(data) => <Loaded locker={data} />}</Shown>
}

function Loaded({ locker }: { locker: LockerReply }) {
  const { t } = useText()
  const query = useQuery(read(readWiringTest, { params: { locker: locker.id } }))
  return (
    <Page
      title={t('wiring-test.title')}
      help={t('wiring-test.help')}
      crumbs={[
        { label: t('lockers.title'), href: to.lockers() },
        { label: locker.name, href: to.lockerService(locker.id) },
      ]}
    >
      <Shown query={query}>{(test) => <Test locker={locker} test={test} />}</Shown>
    </Page>
  )
}

function Test({ locker, test }: { locker: LockerReply; test: WiringTest }) {
  const [chosen, setChosen] = useState<TestedDoor | null>(null)
  const [later, setLater] = useState<readonly TestedDoor[]>([])
  const { doors, service, isProved } = test
  const wanted = chosen && doors.find((door) => isSame(door, chosen))
  const unanswered = unansweredDoor(doors)
  const door = wanted ?? unanswered?.door ?? nextDoor(doors, later)
  if (service !== 'testing')
    return isProved && doors.length > 0 ? (
      <TestDone locker={locker} isTesting={false} />
    ) : (
      <StartTest locker={locker} isWired={doors.length > 0} />
    )
  return (
    <Stack maw={680}>
      <HowFar doors={doors} />
      {door ? (
        <DoorQuestion
          key={`${door.cell} ${door.side}`}
          locker={locker}
          door={door}
          doors={doors}
          asked={unanswered?.door === door ? unanswered.command : null}
          onAnswered={(isRight) => {
            setChosen(null)
            // Whatever did not open is asked for again when all the others are done.
            setLater((before) => (isRight ? before : [...before, door]))
          }}
        />
      ) : (
        <TestDone locker={locker} isTesting />
      )}
      <DoorsLeft doors={doors} onChoose={setChosen} />
    </Stack>
  )
}

function HowFar({ doors }: { doors: readonly TestedDoor[] }) {
  const { t } = useText()
  const right = doors.filter(({ proof }) => proof === 'right').length
  const text = t('wiring-test.progress', { done: right, count: doors.length })
  return (
    <div data-proved={right}>
      <Text fw={600} mb={4}>
        {text}
      </Text>
      <Progress.Root size="lg">
        <Progress.Section
          value={doors.length === 0 ? 0 : (100 * right) / doors.length}
          color="done"
          aria-label={text}
        />
      </Progress.Root>
    </div>
  )
}
