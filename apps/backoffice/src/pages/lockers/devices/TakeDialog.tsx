import { cellsOf } from '@cubby/domain/cells/layout'
import type { LockerId } from '@cubby/kit/ids'
import { readDevices } from '@cubby/protocol/operations/devices/read-devices'
import { readLocker } from '@cubby/protocol/operations/lockers/read-locker'
import type { LockerReply } from '@cubby/protocol/operations/lockers/locker-shapes'
import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import { api } from '../../../api/client.ts'
import { useLockers } from '../../../support/list/choices.ts'
import { TroubleNotice } from '../../../support/TroubleNotice.tsx'
import { useText } from '../../../text.ts'
import type { Draft } from './devices-draft.ts'

type Props = {
  isOpen: boolean
  locker: LockerReply
  onClose: () => void
  onTaken: (draft: Draft) => void
}

/** Takes the devices of another locker over into this page, to be looked at before they are saved. */
export function TakeDialog({ isOpen, onClose, ...props }: Props) {
  const { t } = useText()
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('devices.take')}>
      <TakeForm {...props} onClose={onClose} />
    </Modal>
  )
}

function TakeForm({ locker, onClose, onTaken }: Omit<Props, 'isOpen'>) {
  const { t } = useText()
  const [typed, setTyped] = useState('')
  const [wanted] = useDebouncedValue(typed.trim(), 200)
  const found = useLockers(wanted.length < 2 ? '' : wanted).filter(
    ({ value }) => value !== locker.id,
  )
  const [chosen, setChosen] = useState<string | null>(null)
  const [state, setState] = useState<{ error: unknown; isEmpty: boolean; isRunning: boolean }>({
    error: null,
    isEmpty: false,
    isRunning: false,
  })
  const take = async () => {
    setState({ error: null, isEmpty: false, isRunning: true })
    try {
      const draft = await devicesFor(locker, chosen as LockerId)
      setState({ error: null, isEmpty: draft === null, isRunning: false })
      if (!draft) return
      onTaken(draft)
      onClose()
    } catch (error) {
      setState({ error, isEmpty: false, isRunning: false })
    }
  }
  return (
    <Stack>
      <Text>{t('devices.take.help')}</Text>
      <Select
        data-autofocus
        label={t('devices.take.locker')}
        searchable
        data={found}
        value={chosen}
        error={state.isEmpty && t('devices.take.none')}
        nothingFoundMessage={t('search.nothing')}
        onSearchChange={setTyped}
        onChange={setChosen}
      />
      {state.error !== null && <TroubleNotice error={state.error} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('dialog.cancel')}
        </Button>
        <Button disabled={chosen === null} loading={state.isRunning} onClick={() => void take()}>
          {t('devices.take.do')}
        </Button>
      </Group>
    </Stack>
  )
}

/** The devices of another locker, sockets at the doors of the same name; null when it has none. */
async function devicesFor(locker: LockerReply, other: LockerId): Promise<Draft | null> {
  const params = { locker: other }
  const [told, from] = await Promise.all([
    api.call(readDevices, { params }),
    api.call(readLocker, { params }),
  ])
  if (told.version === 0) return null
  const names = new Map<string, string>(cellsOf(from.layout).map(({ id, name }) => [id, name]))
  const cells = new Map(cellsOf(locker.layout).map(({ id, name }) => [name, id]))
  const loads = told.devices.loads.map((load) => {
    const here = load.cell && cells.get(names.get(load.cell) ?? '')
    return here ? { ...load, cell: here } : load
  })
  return { ...told.devices, loads }
}
