import type { LockerId } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import { type CopiedDevices, copyDevices } from '@cubby/protocol/operations/devices/copy-devices'
import type { LockerReply } from '@cubby/protocol/operations/lockers/locker-shapes'
import { Button, Group, Modal, Progress, SegmentedControl, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useAction } from '../../../api/use-action.ts'
import { TroubleNotice } from '../../../support/TroubleNotice.tsx'
import { useText } from '../../../text.ts'
import { LockersSelect } from '../../configuration/many/LockersSelect.tsx'
import { CopyResults } from './CopyResults.tsx'
import { lockersOfModel } from './lockers-of-model.ts'

type Props = { isOpen: boolean; locker: LockerReply; onClose: () => void }

/** Gives these devices to other lockers, and says of each what became of it. */
export function CopyDialog({ isOpen, locker, onClose }: Props) {
  const { t } = useText()
  return (
    <Modal opened={isOpen} onClose={onClose} title={t('devices.copy')} size="lg">
      <CopyForm locker={locker} onClose={onClose} />
    </Modal>
  )
}

function CopyForm({ locker, onClose }: Omit<Props, 'isOpen'>) {
  const { t } = useText()
  const [way, setWay] = useState<'chosen' | 'model'>('chosen')
  const [chosen, setChosen] = useState<string[]>([])
  const [wasTried, setTried] = useState(false)
  const same = useQuery(lockersOfModel(locker))
  const targets = way === 'model' ? (same.data ?? []) : chosen.filter((id) => id !== locker.id)
  const { run, results, done, error, isRunning } = useCopies(locker)
  const copy = () => {
    setTried(true)
    if (targets.length > 0) void run(targets as LockerId[])
  }
  return (
    <Stack>
      <Text>{t('devices.copy.help')}</Text>
      {locker.model && (
        <SegmentedControl
          aria-label={t('devices.copy.lockers')}
          value={way}
          onChange={(value) => setWay(value === 'model' ? 'model' : 'chosen')}
          data={[
            { value: 'chosen', label: t('devices.copy.chosen') },
            { value: 'model', label: t('devices.copy.model') },
          ]}
        />
      )}
      {way === 'chosen' && (
        <LockersSelect
          value={chosen}
          error={wasTried && targets.length === 0 && t('devices.wrong.missing')}
          onChange={setChosen}
        />
      )}
      {way === 'model' && same.data && (
        <Text>{t('devices.copy.model.count', { count: same.data.length })}</Text>
      )}
      {isRunning && <Progress value={(100 * done) / targets.length} aria-label={t('devices.copy')} />}
      {error !== null && <TroubleNotice error={error} />}
      {results.length > 0 && <CopyResults results={results} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('devices.copy.close')}
        </Button>
        <Button loading={isRunning} onClick={copy}>
          {t('devices.copy.do')}
        </Button>
      </Group>
    </Stack>
  )
} // prettier-ignore

/** Copies to any number of lockers, some at a time; stops at the first call that fails. */
function useCopies({ id: locker }: LockerReply) {
  const { run: call, error, isRunning } = useAction(copyDevices)
  const [results, setResults] = useState<readonly CopiedDevices[]>([])
  const run = async (targets: readonly LockerId[]) => {
    const all: CopiedDevices[] = []
    setResults(all)
    for (let from = 0; from < targets.length; from += limits.deviceCopiesMax) {
      const to = targets.slice(from, from + limits.deviceCopiesMax)
      const told = await call({ params: { locker }, body: { to } })
      if (!told) return
      all.push(...told.results)
      setResults([...all])
    }
  }
  return { run, results, done: results.length, error, isRunning }
}
