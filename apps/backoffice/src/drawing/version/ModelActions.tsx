import { ActionIcon, Menu } from '@mantine/core'
import {
  IconDeviceFloppy,
  IconDots,
  IconHistory,
  IconRosetteDiscountCheck,
  IconTrash,
} from '@tabler/icons-react'
import { useState } from 'react'
import { ActionButton } from '../../support/ActionButton.tsx'
import { ConfirmDialog } from '../../support/dialog/ConfirmDialog.tsx'
import { useText } from '../../text.ts'

export type Doing = { run: () => void; isRunning: boolean; error: unknown }
type Props = {
  /** The version that is open; null: nothing is saved yet. */
  version: number | null
  isReleased: boolean
  isTouched: boolean
  /** Why it may not be released or removed now. */
  releaseRefusal: string | undefined
  removeRefusal: string | undefined
  name: string
  save: Doing
  release: Doing
  remove: Doing
  onVersions: () => void
}

/** Save, release, look through the versions, remove: each with the reason when it cannot be done. */
export function ModelActions(props: Props) {
  const { t } = useText()
  const { version, save, isTouched } = props
  const [asking, setAsking] = useState<'release' | 'remove' | null>(null)
  const close = () => setAsking(null)
  return (
    <>
      <ActionButton
        leftSection={<IconDeviceFloppy size={18} aria-hidden />}
        loading={save.isRunning}
        disabledReason={isTouched ? undefined : t('model.save.nothing')}
        onClick={save.run}
      >
        {t('model.save')}
      </ActionButton>
      <ActionButton
        variant="default"
        leftSection={<IconRosetteDiscountCheck size={18} aria-hidden />}
        disabledReason={
          props.isReleased && !isTouched ? t('model.release.already') : props.releaseRefusal
        }
        onClick={() => setAsking('release')}
      >
        {t('model.release')}
      </ActionButton>
      {version !== null && <More {...props} onRemove={() => setAsking('remove')} />}
      <ConfirmDialog
        isOpen={asking === 'release'}
        onClose={close}
        title={t('model.release.title', { version: version ?? 1 })}
        consequence={t('model.release.consequence')}
        confirm={t('model.release')}
        isRunning={props.release.isRunning}
        error={props.release.error}
        onConfirm={() => {
          props.release.run()
          close()
        }}
      />
      <ConfirmDialog
        isOpen={asking === 'remove'}
        onClose={close}
        title={t('model.remove.title', { name: props.name })}
        consequence={t('model.remove.consequence')}
        confirm={t('model.remove')}
        isRunning={props.remove.isRunning}
        error={props.remove.error}
        onConfirm={props.remove.run}
      />
    </>
  )
}

function More(props: Props & { onRemove: () => void }) {
  const { t } = useText()
  const { removeRefusal } = props
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size={36} aria-label={t('model.more')}>
          <IconDots size={20} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconHistory size={18} aria-hidden />} onClick={props.onVersions}>
          {t('model.versions')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconTrash size={18} aria-hidden />}
          disabled={removeRefusal !== undefined}
          onClick={props.onRemove}
        >
          {t('model.remove')}
          {removeRefusal !== undefined && (
            <span style={{ display: 'block', fontSize: 12 }}>{removeRefusal}</span>
          )}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
