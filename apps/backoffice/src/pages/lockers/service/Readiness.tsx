import type { LockerReply } from '@cubby/protocol/operations/lockers/locker-shapes'
import { putIntoService } from '@cubby/protocol/operations/service/put-into-service'
import { readReadiness } from '@cubby/protocol/operations/service/read-readiness'
import type { ReadinessCheck } from '@cubby/protocol/operations/service/service-shapes'
import { Button, Group, Stack, Text, ThemeIcon } from '@mantine/core'
import { IconCheck, IconCircleDashed } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { read } from '../../../api/client.ts'
import { useAction } from '../../../api/use-action.ts'
import { to } from '../../../paths.ts'
import { useForbidden } from '../../../session/me.ts'
import { ActionButton } from '../../../support/ActionButton.tsx'
import { Link } from '../../../support/Link.tsx'
import { Section } from '../../../support/Section.tsx'
import { Shown } from '../../../support/Shown.tsx'
import { TroubleNotice } from '../../../support/TroubleNotice.tsx'
import { useText } from '../../../text.ts'
import { EnrolmentCode } from './EnrolmentCode.tsx'

const readinessQuery = (locker: LockerReply) =>
  read(readReadiness, { params: { locker: locker.id } })

/** The check list before a locker takes parcels: each line leads to where it is done. */
export function Readiness({ locker }: { locker: LockerReply }) {
  const { t } = useText()
  const query = useQuery(readinessQuery(locker))
  return (
    <Section title={t('machine.ready.title')}>
      <Shown query={query} lines={3}>
        {({ checks, isReady }) => (
          <Stack>
            <Stack component="ol" gap="md" m={0} p={0} style={{ listStyle: 'none' }}>
              {checks.map((check) => (
                <Check key={check.name} {...check} locker={locker} />
              ))}
            </Stack>
            {locker.service !== 'in-service' && <Begin locker={locker} isReady={isReady} />}
          </Stack>
        )}
      </Shown>
    </Section>
  )
}

function Check(props: { name: ReadinessCheck; isDone: boolean; locker: LockerReply }) {
  const { name, isDone, locker } = props
  const { t } = useText()
  return (
    <Group component="li" wrap="nowrap" align="flex-start" data-check={name} data-done={isDone}>
      <ThemeIcon color={isDone ? 'done' : 'gray'} variant="light" radius="xl" aria-hidden>
        {isDone ? <IconCheck size={18} /> : <IconCircleDashed size={18} />}
      </ThemeIcon>
      <Group justify="space-between" align="flex-start" gap="xs" style={{ flex: 1 }}>
        <div style={{ flex: '1 1 220px' }}>
          <Text fw={600}>
            {t(`machine.ready.${name}`)}
            {': '}
            {t(isDone ? 'machine.ready.done' : 'machine.ready.open')}
          </Text>
          <Text c="dimmed" size="sm">
            {t(`machine.ready.${name}.help`)}
          </Text>
        </div>
        <Step name={name} locker={locker} />
      </Group>
    </Group>
  )
}

function Step({ name, locker }: { name: ReadinessCheck; locker: LockerReply }) {
  const { t } = useText()
  if (name === 'enrolled') return <EnrolmentCode locker={locker} />
  const href = name === 'wired' ? to.lockerWiring(locker.id) : to.lockerWiringTest(locker.id)
  return (
    <Button component={Link} href={href} variant="default" size="sm">
      {t(name === 'wired' ? 'machine.tab.wiring' : 'wiring-test.title')}
    </Button>
  )
}

function Begin({ locker, isReady }: { locker: LockerReply; isReady: boolean }) {
  const { t } = useText()
  const forbidden = useForbidden('network:write')
  const begin = useAction(putIntoService, {
    stale: ['locker.read', 'locker.list', 'locker.readiness'],
    done: t('machine.begun'),
  })
  return (
    <>
      {begin.error !== null && <TroubleNotice error={begin.error} />}
      <Group>
        <ActionButton
          loading={begin.isRunning}
          disabledReason={forbidden ?? (isReady ? undefined : t('machine.ready.missing'))}
          onClick={() => void begin.run({ params: { locker: locker.id }, body: {} })}
        >
          {t('machine.begin')}
        </ActionButton>
      </Group>
    </>
  )
}
