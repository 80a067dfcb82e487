import type { CellSpec, Side } from '@cubby/domain/cells/layout'
import { blockCell } from '@cubby/protocol/operations/commands/block-cell'
import type { CommandReply } from '@cubby/protocol/operations/commands/command-shapes'
import { openCell } from '@cubby/protocol/operations/commands/open-cell'
import { unblockCell } from '@cubby/protocol/operations/commands/unblock-cell'
import type { CellReply, LockerReply } from '@cubby/protocol/operations/lockers/locker-shapes'
import { Group, Stack } from '@mantine/core'
import { IconDoor, IconLock, IconLockOpen } from '@tabler/icons-react'
import { useState } from 'react'
import { useAction } from '../../api/use-action.ts'
import { useForbidden } from '../../session/me.ts'
import { ActionButton } from '../../support/ActionButton.tsx'
import { ReasonDialog } from '../../support/dialog/ReasonDialog.tsx'
import { useText } from '../../text.ts'
import { CommandProgress } from './CommandProgress.tsx'

type Props = {
  locker: LockerReply
  spec: Pick<CellSpec, 'id' | 'name' | 'sides'>
  state: CellReply | undefined
}
type Deed = { action: CommandReply['action']; side?: Side }

/** What staff can ask the locker to do with a cell. Its answer is shown as it comes. */
export function CellActions({ locker, spec, state }: Props) {
  const { t } = useText()
  const [deed, setDeed] = useState<Deed | null>(null)
  const [command, setCommand] = useState<CommandReply | null>(null)
  const settle = (asked: CommandReply) => {
    setCommand(asked)
    setDeed(null)
  }
  const open = useAction(openCell, { onDone: settle })
  const block = useAction(blockCell, { onDone: settle })
  const unblock = useAction(unblockCell, { onDone: settle })
  const actions = { open, block, unblock }
  const why = useReasons(locker, state)
  const ask = (next: Deed) => () => {
    for (const action of Object.values(actions)) action.reset()
    setDeed(next)
  }
  const action = deed?.action ?? 'open'
  const confirm = (reason: string) => {
    const params = { locker: locker.id, cell: spec.id }
    if (action === 'open')
      void open.run({ params, body: { reason, ...(deed?.side ? { side: deed.side } : {}) } })
    else void actions[action].run({ params, body: { reason } })
  }
  return (
    <Stack gap="sm">
      <Group gap="xs">
        {spec.sides.map((side) => (
          <ActionButton
            key={side}
            data-testid={`open-${side}`}
            leftSection={<IconDoor size={18} aria-hidden />}
            disabledReason={why.open}
            onClick={ask({ action: 'open', side })}
          >
            {spec.sides.length === 1
              ? t('cell.open')
              : t('cell.open.side', { side: t(`locker.side.${side}`) })}
          </ActionButton>
        ))}
        <BlockButton kind={state?.service.kind ?? 'ok'} disabledReason={why.block} onAsk={ask} />
      </Group>
      {command && <CommandProgress asked={command} locker={locker} spec={spec} state={state} />}
      <ReasonDialog
        isOpen={deed !== null}
        onClose={() => setDeed(null)}
        title={t(`cell.${action}.title`, { name: spec.name })}
        consequence={t(
          action === 'open' && state?.use === 'occupied'
            ? 'cell.open.consequence.occupied'
            : `cell.${action}.consequence`,
        )}
        confirm={t(`cell.${action}.confirm`)}
        isRunning={actions[action].isRunning}
        error={actions[action].error}
        onConfirm={confirm}
      />
    </Stack>
  )
}

type BlockProps = {
  kind: CellReply['service']['kind']
  disabledReason: string | undefined
  onAsk: (deed: Deed) => () => void
}

function BlockButton({ kind, disabledReason, onAsk }: BlockProps) {
  const { t } = useText()
  const action = kind === 'ok' ? 'block' : 'unblock'
  const Icon = kind === 'ok' ? IconLock : IconLockOpen
  return (
    <ActionButton
      variant="default"
      leftSection={<Icon size={18} aria-hidden />}
      disabledReason={disabledReason}
      onClick={onAsk({ action })}
    >
      {t(`cell.${action}`)}
    </ActionButton>
  )
}

function useReasons(locker: LockerReply, state: CellReply | undefined) {
  const { t } = useText()
  const forbidden = useForbidden('cells:open')
  const noDevice = locker.enrolledAt === null ? t('cell.no-device') : undefined
  const isOpen = state?.doors.every(({ door }) => door === 'open') && state.doors.length > 0
  return {
    open: forbidden ?? noDevice ?? (isOpen ? t('cell.open.forbidden') : undefined),
    block: forbidden ?? noDevice,
  }
}
