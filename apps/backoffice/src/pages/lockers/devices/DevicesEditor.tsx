import { cellsOf } from '@cubby/domain/cells/layout'
import type { Wiring } from '@cubby/domain/machine/wiring'
import type { DevicesReply } from '@cubby/protocol/operations/devices/device-shapes'
import type { LockerReply } from '@cubby/protocol/operations/lockers/locker-shapes'
import { Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { UnsavedGuard } from '../../../support/form/UnsavedGuard.tsx'
import { useText } from '../../../text.ts'
import { DeviceDrawer } from './DeviceDrawer.tsx'
import { DeviceSection } from './DeviceSection.tsx'
import type { Surroundings } from './device-fields.ts'
import { devicesOf, type Draft, type Kind, kinds, problemsIn, withDevice } from './devices-draft.ts'
import { OtherLockers } from './OtherLockers.tsx'
import { SaveDevices } from './SaveDevices.tsx'
import { UsedNotice } from './UsedNotice.tsx'

type Props = { locker: LockerReply; told: DevicesReply; wiring: Wiring | null }

/** The devices by kind. What is changed is kept here until it is saved. */
export function DevicesEditor({ locker, told, wiring }: Props) {
  const { t } = useText()
  // What was read when the change began: news that arrive meanwhile must not be written over unseen.
  const [change, setChange] = useState<{ draft: Draft; version: number } | null>(null)
  const [open, setOpen] = useState<{ kind: Kind; at: number } | null>(null)
  const draft = change?.draft ?? told.devices
  const problems = problemsIn(draft, wiring)
  const put = (next: Draft) =>
    setChange((before) => ({ draft: next, version: before?.version ?? told.version }))
  const thermometers = draft.sensors.flatMap(({ id, model }) =>
    model === 'xy-md02' || model === 'ds18b20' ? [id] : [],
  )
  const about: Surroundings = { t, wiring, cells: cellsOf(locker.layout), thermometers }
  const section = { draft, told, problems, about, locker }
  return (
    <Stack>
      <Text c="dimmed">{t('devices.intro')}</Text>
      <UsedNotice told={told} />
      {kinds.map((kind) => (
        <DeviceSection
          key={kind}
          kind={kind}
          {...section}
          onOpen={(at) => setOpen({ kind, at })}
          onRemove={(at) => put(withDevice(draft, kind, at, null))}
        />
      ))}
      <OtherLockers locker={locker} told={told} wiring={wiring} isTouched={change !== null} onTaken={put} />
      {change && (
        <SaveDevices
          locker={locker}
          draft={change.draft}
          version={change.version}
          problems={problems}
          onDone={() => setChange(null)}
        />
      )}
      <DeviceDrawer
        open={open && { ...open, device: devicesOf(draft, open.kind)[open.at] ?? null }}
        draft={draft}
        told={told}
        about={about}
        onClose={() => setOpen(null)}
        onChange={put}
      />
      <UnsavedGuard isTouched={change !== null} />
    </Stack>
  )
} // prettier-ignore
