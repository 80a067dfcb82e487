import type { LockerReply } from '@cubby/protocol/operations/lockers/locker-shapes'
import { Stack, Text } from '@mantine/core'
import { Moment } from '../../../support/Moment.tsx'
import { Section } from '../../../support/Section.tsx'
import { useText } from '../../../text.ts'
import { LockerFrame } from '../LockerFrame.tsx'
import { LockerServiceSign } from './LockerServiceSign.tsx'
import { OutOfService } from './OutOfService.tsx'
import { Readiness } from './Readiness.tsx'

/** Whether a locker takes parcels, what it needs for that, and how it stops. */
export function LockerServicePage() {
  return (
    <LockerFrame>
      {(locker) => (
        <Stack>
          <Now locker={locker} />
          {locker.service !== 'retired' && <Readiness locker={locker} />}
          {locker.service !== 'retired' && <OutOfService locker={locker} />}
        </Stack>
      )}
    </LockerFrame>
  )
}

function Now({ locker }: { locker: LockerReply }) {
  const { t } = useText()
  const { service, serviceSince, serviceReason } = locker
  return (
    <Section title={t('machine.now')} tools={<LockerServiceSign service={service} />}>
      <Text>{t(`machine.service.meaning.${service}`)}</Text>
      {serviceReason && (
        <Text mt="xs">
          {t('machine.reason', {
            reason:
              serviceReason === 're-modelled' ? t('machine.reason.remodelled') : serviceReason,
          })}
        </Text>
      )}
      {serviceSince && (
        <Text c="dimmed" size="sm" mt="xs">
          {t('machine.since')} <Moment at={serviceSince} />
        </Text>
      )}
    </Section>
  )
}
