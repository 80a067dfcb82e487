import type { LayoutProblem } from '@cubby/domain/cells/layout'
import type { Wiring } from '@cubby/domain/machine/wiring'
import type { LockerReply } from '@cubby/protocol/operations/lockers/locker-shapes'
import { setWiring } from '@cubby/protocol/operations/wiring/set-wiring'
import { Button, Group, Stack, Text } from '@mantine/core'
import { useAction } from '../../../api/use-action.ts'
import { useForbidden } from '../../../session/me.ts'
import { ActionButton } from '../../../support/ActionButton.tsx'
import { TroubleNotice } from '../../../support/TroubleNotice.tsx'
import { useText } from '../../../text.ts'

type Props = {
  locker: LockerReply
  wiring: Wiring
  problems: readonly LayoutProblem[]
  /** It was saved, or given up. */
  onDone: () => void
}

/** What was changed is kept by this; it says what is still wrong, and stays in sight. */
export function SaveWiring({ locker, wiring, problems, onDone }: Props) {
  const { t } = useText()
  const forbidden = useForbidden('network:write')
  const save = useAction(setWiring, {
    stale: ['locker.read-wiring', 'locker.read-wiring-test', 'locker.readiness'],
    done: t('wiring.saved'),
    onDone,
  })
  const isFixed = locker.service === 'in-service' || locker.service === 'retired'
  const reason = isFixed
    ? t('wiring.fixed')
    : problems.length > 0
      ? t('wiring.wrong.count', { count: problems.length })
      : undefined
  return (
    <Stack
      className="card"
      p="md"
      gap="xs"
      style={{ position: 'sticky', insetBlockEnd: 8, zIndex: 5 }}
    >
      <Text>{reason ?? t('wiring.save.help')}</Text>
      {save.error !== null && <TroubleNotice error={save.error} />}
      <Group>
        <ActionButton
          loading={save.isRunning}
          disabledReason={forbidden ?? reason}
          onClick={() => void save.run({ params: { locker: locker.id }, body: { wiring } })}
        >
          {t('wiring.save')}
        </ActionButton>
        <Button variant="default" onClick={onDone}>
          {t('wiring.discard')}
        </Button>
      </Group>
    </Stack>
  )
}
