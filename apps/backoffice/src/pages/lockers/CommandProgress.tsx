import type { CellSpec } from '@cubby/domain/cells/layout'
import type { CommandReply } from '@cubby/protocol/operations/commands/command-shapes'
import { readCommand } from '@cubby/protocol/operations/commands/read-command'
import type { CellReply, LockerReply } from '@cubby/protocol/operations/lockers/locker-shapes'
import { Alert, Loader, Text } from '@mantine/core'
import { IconCheck, IconQuestionMark, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { forget, read } from '../../api/client.ts'
import { named, useText } from '../../text.ts'

type Props = {
  asked: CommandReply
  locker: LockerReply
  spec: Pick<CellSpec, 'name'>
  state: CellReply | undefined
}

/** Until the locker has answered we ask this often: somebody stands at the door and waits. */
const ASK_MS = 700

const isSettled = ({ status }: CommandReply) => status !== 'waiting' && status !== 'accepted'

/** What becomes of a wish: sent, taken up by the locker, and what the door really did. */
export function CommandProgress({ asked, locker, spec, state }: Props) {
  const { t } = useText()
  const query = useQuery({
    ...read(readCommand, { params: { command: asked.id } }),
    refetchInterval: ({ state: { data } }) => (data && isSettled(data) ? false : ASK_MS),
  })
  const command = query.data ?? asked
  const isOver = isSettled(command)
  useEffect(() => {
    if (isOver) void forget('locker.cells', 'locker.events', 'locker.read')
  }, [isOver])
  const { color, icon, sentence } = look(command)
  const outcome = command.outcome ? named(t, 'word', command.outcome) : '–'
  const doors = (state?.doors ?? []).map(({ door }) => t(`cell.door.${door}`)).join(', ')
  return (
    <output data-command={command.status} data-outcome={command.outcome}>
      <Alert role={undefined} color={color} icon={icon}>
        <Text fw={600}>{t(sentence, { name: spec.name, why: outcome })}</Text>
        {command.status === 'waiting' && locker.link !== 'online' && (
          <Text>{t('command.waiting.silent')}</Text>
        )}
        {command.action === 'open' && doors && (
          <Text>{t('command.door-now', { door: doors })}</Text>
        )}
      </Alert>
    </output>
  )
}

/** How each state of a command is told. "Done" alone says nothing: the outcome does. */
function look({ status, outcome, action }: CommandReply) {
  const running = <Loader size={18} aria-hidden />
  switch (status) {
    case 'waiting':
      return { color: 'link', icon: running, sentence: 'command.waiting' } as const
    case 'accepted':
      return { color: 'link', icon: running, sentence: 'command.accepted' } as const
    case 'refused':
      return { color: 'alarm', icon: <IconX aria-hidden />, sentence: 'command.refused' } as const
    case 'expired':
      return { color: 'signal', icon: <IconX aria-hidden />, sentence: 'command.expired' } as const
    case 'unknown':
      return {
        color: 'signal',
        icon: <IconQuestionMark aria-hidden />,
        sentence: 'command.unknown',
      } as const
    case 'done':
      return outcome === 'not-opened'
        ? ({ color: 'alarm', icon: <IconX aria-hidden />, sentence: 'command.not-opened' } as const)
        : ({
            color: 'done',
            icon: <IconCheck aria-hidden />,
            sentence: `command.done.${action}`,
          } as const)
  }
}
