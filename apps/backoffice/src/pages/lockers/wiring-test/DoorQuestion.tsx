import type { DoorName } from '@cubby/domain/machine/wiring'
import type { CommandReply } from '@cubby/protocol/operations/commands/command-shapes'
import { readCommand } from '@cubby/protocol/operations/commands/read-command'
import type { LockerReply } from '@cubby/protocol/operations/lockers/locker-shapes'
import { answerWiringTest } from '@cubby/protocol/operations/wiring/answer-wiring-test'
import { openTestDoor } from '@cubby/protocol/operations/wiring/open-test-door'
import { readWiringTest } from '@cubby/protocol/operations/wiring/read-wiring-test'
import type { TestedDoor } from '@cubby/protocol/operations/wiring/wiring-shapes'
import { Button, Loader, Stack, Text, Title } from '@mantine/core'
import { IconDoor } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { queries, read } from '../../../api/client.ts'
import { useAction } from '../../../api/use-action.ts'
import { TroubleNotice } from '../../../support/TroubleNotice.tsx'
import { named, useText } from '../../../text.ts'
import { Answers } from './Answers.tsx'
import { isSame } from './next-door.ts'

type Asked = Pick<CommandReply, 'id' | 'status' | 'outcome'>
type Props = {
  locker: LockerReply
  door: TestedDoor
  doors: readonly TestedDoor[]
  /** It was opened already, before the page was. */
  asked: Asked | null
  /** True when it was the right one. */
  onAnswered: (isRight: boolean) => void
}

/** Somebody stands at the door and waits. */
const ASK_MS = 500

const isOver = ({ status }: Pick<CommandReply, 'status'>) =>
  status !== 'waiting' && status !== 'accepted'

/** One door: it is opened, and the person says what happened. */
export function DoorQuestion({ locker, door, doors, asked, onAnswered }: Props) {
  const { t } = useText()
  const params = { locker: locker.id }
  const [command, setCommand] = useState<Asked | null>(asked)
  const open = useAction(openTestDoor, { onDone: setCommand })
  const answer = useAction(answerWiringTest, {
    stale: ['locker.read-wiring', 'locker.readiness'],
  })
  const answered = async (opened: DoorName | null) => {
    const body = { cell: door.cell, side: door.side, opened }
    const told = await answer.run({ params, body })
    if (!told) return
    // Before the same door could be asked for once more.
    queries.setQueryData(read(readWiringTest, { params }).queryKey, told)
    setCommand(null)
    onAnswered(opened !== null && isSame(opened, door))
  }
  return (
    <Stack className="card" p="lg" gap="md" data-door={door.name}>
      <Title order={2} size="h3" ta="center">
        {t('cell.title', { name: door.name })}
      </Title>
      {command === null ? (
        <>
          <LastTime door={door} />
          <Button
            size="xl"
            fullWidth
            loading={open.isRunning}
            leftSection={<IconDoor aria-hidden />}
            onClick={() => void open.run({ params, body: { cell: door.cell, side: door.side } })}
          >
            {t('cell.open')}
          </Button>
        </>
      ) : (
        <Outcome
          asked={command}
          onAgain={() => setCommand(null)}
          question={
            <Answers
              locker={locker}
              door={door}
              doors={doors}
              isRunning={answer.isRunning}
              onAnswer={(opened) => void answered(opened)}
            />
          }
        />
      )}
      {open.error !== null && <TroubleNotice error={open.error} />}
      {answer.error !== null && <TroubleNotice error={answer.error} />}
    </Stack>
  )
}

function LastTime({ door }: { door: TestedDoor }) {
  const { t } = useText()
  if (door.proof !== 'none' && door.proof !== 'unseen')
    return <Text ta="center">{t('wiring-test.stand')}</Text>
  return (
    <Text ta="center" c="alarm">
      {t(`wiring-test.proof.${door.proof}`, { board: door.board, channel: door.channel })}
    </Text>
  )
}

type OutcomeProps = { asked: Asked; onAgain: () => void; question: ReactNode }

/** What the machine made of it: the question is asked when the door has had its time. */
function Outcome({ asked, onAgain, question }: OutcomeProps) {
  const { t } = useText()
  const query = useQuery({
    ...read(readCommand, { params: { command: asked.id } }),
    refetchInterval: ({ state: { data } }) => (data && isOver(data) ? false : ASK_MS),
  })
  const command = query.data ?? asked
  if (!isOver(command))
    return (
      <Stack align="center" gap="xs" component="output">
        <Loader aria-hidden />
        <Text>{t(`command.${command.status === 'accepted' ? 'accepted' : 'waiting'}`)}</Text>
      </Stack>
    )
  if (command.status === 'done' || command.status === 'unknown') return question
  const why = command.outcome ? named(t, 'word', command.outcome) : '–'
  return (
    <>
      <Text role="alert" ta="center" c="alarm">
        {t(command.status === 'refused' ? 'command.refused' : 'command.expired', { why })}
      </Text>
      <Button size="lg" fullWidth onClick={onAgain}>
        {t('wiring-test.again')}
      </Button>
    </>
  )
}
