import type { Wiring } from '@cubby/domain/machine/wiring'
import type { DevicesReply } from '@cubby/protocol/operations/devices/device-shapes'
import type { LockerReply } from '@cubby/protocol/operations/lockers/locker-shapes'
import { copyDevices } from '@cubby/protocol/operations/devices/copy-devices'
import { Button, FileButton, Group, List, Stack, Text } from '@mantine/core'
import { IconCopy, IconDownload, IconFileImport, IconUpload } from '@tabler/icons-react'
import { useState } from 'react'
import { useForbidden } from '../../../session/me.ts'
import { ActionButton } from '../../../support/ActionButton.tsx'
import { saveFile } from '../../../support/list/ListTools.tsx'
import { Section } from '../../../support/Section.tsx'
import { named, useText } from '../../../text.ts'
import { CopyDialog } from './CopyDialog.tsx'
import { devicesIn, type Draft, fileOf, type Problem } from './devices-draft.ts'
import { TakeDialog } from './TakeDialog.tsx'

type Props = {
  locker: LockerReply
  told: DevicesReply
  wiring: Wiring | null
  isTouched: boolean
  /** Devices from elsewhere, to be looked at and saved. */
  onTaken: (draft: Draft) => void
}

/** The devices as a file, and those of other lockers. */
export function OtherLockers({ locker, told, wiring, isTouched, onTaken }: Props) {
  const { t } = useText()
  const [dialog, setDialog] = useState<'copy' | 'take' | null>(null)
  const forbidden = useForbidden(copyDevices)
  const reason = isTouched ? t('devices.copy.unsaved') : undefined
  const nothing = told.version === 0 ? t('devices.copy.nothing') : undefined
  const close = () => setDialog(null)
  return (
    <Section title={t('devices.more')}>
      <Stack>
        <Group>
          <Button
            variant="default"
            leftSection={<IconDownload size={18} aria-hidden />}
            onClick={() =>
              saveFile(
                `devices-${locker.name}.json`,
                'application/json',
                fileOf(told.devices, wiring),
              )
            }
          >
            {t('devices.download')}
          </Button>
          <Upload onTaken={onTaken} />
          <ActionButton
            variant="default"
            leftSection={<IconFileImport size={18} aria-hidden />}
            onClick={() => setDialog('take')}
          >
            {t('devices.take')}
          </ActionButton>
          <ActionButton
            variant="default"
            leftSection={<IconCopy size={18} aria-hidden />}
            disabledReason={forbidden ?? reason ?? nothing}
            onClick={() => setDialog('copy')}
          >
            {t('devices.copy')}
          </ActionButton>
        </Group>
        <Text size="sm" c="dimmed">
          {t('devices.download.help')}
        </Text>
      </Stack>
      <CopyDialog isOpen={dialog === 'copy'} locker={locker} onClose={close} />
      <TakeDialog isOpen={dialog === 'take'} locker={locker} onClose={close} onTaken={onTaken} />
    </Section>
  )
}

function Upload({ onTaken }: Pick<Props, 'onTaken'>) {
  const { t } = useText()
  const [problems, setProblems] = useState<readonly Problem[]>([])
  const take = async (file: File | null) => {
    if (!file) return
    const found = devicesIn(await file.text())
    setProblems('problems' in found ? found.problems : [])
    if ('devices' in found) onTaken(found.devices)
  }
  return (
    <>
      <FileButton accept="application/json,.json" onChange={(file) => void take(file)}>
        {(props) => (
          <Button {...props} variant="default" leftSection={<IconUpload size={18} aria-hidden />}>
            {t('devices.upload')}
          </Button>
        )}
      </FileButton>
      {problems.length > 0 && (
        <div role="alert">
          <Text c="alarm">{t('devices.upload.wrong')}</Text>
          <List size="sm">
            {problems.slice(0, 20).map(({ pointer, code, detail }) => (
              <List.Item key={`${pointer} ${detail}`}>
                {named(t, 'devices.wrong', code)}{' '}
                <span className="ltr" lang="en">
                  {pointer} {detail}
                </span>
              </List.Item>
            ))}
          </List>
        </div>
      )}
    </>
  )
}
