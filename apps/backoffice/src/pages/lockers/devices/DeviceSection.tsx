import { limits } from '@cubby/kit/limits'
import type { DevicesReply } from '@cubby/protocol/operations/devices/device-shapes'
import type { LockerReply } from '@cubby/protocol/operations/lockers/locker-shapes'
import { Anchor, Button, Group, Stack, Text } from '@mantine/core'
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react'
import { to } from '../../../paths.ts'
import { ActionButton } from '../../../support/ActionButton.tsx'
import { Link } from '../../../support/Link.tsx'
import { Section } from '../../../support/Section.tsx'
import { named, useText } from '../../../text.ts'
import { DeviceSign } from './DeviceSign.tsx'
import { boardsThatHold, type Surroundings } from './device-fields.ts'
import { summaryOf, titleOf } from './device-words.ts'
import {
  type Device,
  devicesOf,
  type Draft,
  type Kind,
  partOf,
  pointerOf,
  type Problem,
  stateOf,
} from './devices-draft.ts'

type Props = {
  kind: Kind
  draft: Draft
  told: DevicesReply
  problems: readonly Problem[]
  about: Surroundings
  locker: LockerReply
  onOpen: (at: number) => void
  onRemove: (at: number) => void
}

const most: Record<Kind, number> = {
  scanners: limits.scannersPerLockerMax,
  sensors: limits.sensorsPerLockerMax,
  terminal: 1,
  printer: 1,
  loads: limits.loadsPerLockerMax,
}

/** The devices of one kind, each with how it is. */
export function DeviceSection({ kind, draft, about, locker, onOpen, ...props }: Props) {
  const { t } = useText()
  const devices = devicesOf(draft, kind)
  const isUnwired = kind === 'loads' && boardsThatHold(about).length === 0
  const isFull = devices.length >= most[kind]
  const reason = isUnwired ? t('devices.unwired') : isFull ? t('devices.full') : undefined
  return (
    <Section
      title={t(`devices.of.${kind}`)}
      tools={
        (most[kind] > 1 || !isFull) && (
          <ActionButton
            variant="default"
            leftSection={<IconPlus size={18} aria-hidden />}
            disabledReason={reason}
            onClick={() => onOpen(devices.length)}
          >
            {t(`devices.add.${kind}`)}
          </ActionButton>
        )
      }
    >
      {devices.length === 0 && <Text c="dimmed">{t(`devices.none.${kind}`)}</Text>}
      {isUnwired && (
        <Text>
          {t('devices.unwired')}{' '}
          <Anchor component={Link} underline="always" href={to.lockerWiring(locker.id)}>
            {t('devices.to-wiring')}
          </Anchor>
        </Text>
      )}
      <Stack component="ul" gap="md" m={0} p={0} style={{ listStyle: 'none' }}>
        {devices.map((device, at) => (
          <DeviceRow
            // A name may be typed anew; its place stays.
            key={at}
            {...props}
            {...{ kind, about, at, device }}
            onOpen={() => onOpen(at)}
            onRemove={() => props.onRemove(at)}
          />
        ))}
      </Stack>
    </Section>
  )
}

type RowProps = Pick<Props, 'kind' | 'told' | 'problems' | 'about'> & {
  at: number
  device: Device
  onOpen: () => void
  onRemove: () => void
}

function DeviceRow({ kind, told, problems, about, at, device, onOpen, onRemove }: RowProps) {
  const { t } = useText()
  const title = titleOf(t, kind, device)
  const pointer = pointerOf(kind, at)
  const wrong = problems.find((each) => `${each.pointer}/`.startsWith(`${pointer}/`))
  const saved = devicesOf(told.devices, kind)
  const isSaved = saved.some((each) => JSON.stringify(each) === JSON.stringify(device))
  const state = isSaved ? stateOf(told, partOf(kind, device)) : unsaved
  return (
    <li data-device={partOf(kind, device)}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <div style={{ minWidth: 0, flex: '1 1 240px' }}>
          <Group gap="xs">
            <Text fw={600}>{title}</Text>
            <DeviceSign state={state} />
          </Group>
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {summaryOf(t, kind, device, about)}
          </Text>
          {wrong && <Text c="alarm">{named(t, 'devices.wrong', wrong.code)}</Text>}
        </div>
        <Group gap="xs">
          <Button
            variant="default"
            aria-label={t('devices.change.of', { name: title })}
            leftSection={<IconPencil size={18} aria-hidden />}
            onClick={onOpen}
          >
            {t('devices.change')}
          </Button>
          <Button
            variant="subtle"
            aria-label={t('devices.remove.of', { name: title })}
            leftSection={<IconTrash size={18} aria-hidden />}
            onClick={onRemove}
          >
            {t('devices.remove')}
          </Button>
        </Group>
      </Group>
    </li>
  )
}

const unsaved = { state: 'unsaved', code: null, since: null } as const
