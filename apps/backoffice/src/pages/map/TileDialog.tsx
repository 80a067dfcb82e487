import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useText } from '../../text.ts'
import { isTileAddress, type Tiles } from './tile-setting.ts'

type Props = {
  isOpen: boolean
  tiles: Tiles | null
  onClose: () => void
  onSave: (tiles: Tiles | null) => void
}

/** Names the server that streets come from, or none. */
export function TileDialog(props: Props) {
  const { t } = useText()
  return (
    <Modal opened={props.isOpen} onClose={props.onClose} title={t('map.tiles')}>
      <TileForm {...props} />
    </Modal>
  )
}

function TileForm({ tiles, onClose, onSave }: Props) {
  const { t } = useText()
  const [url, setUrl] = useState(tiles?.url ?? '')
  const [attribution, setAttribution] = useState(tiles?.attribution ?? '')
  const [wasTried, setTried] = useState(false)
  const isGood = url.trim() === '' || isTileAddress(url.trim())
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (isGood) onSave(url.trim() === '' ? null : { url: url.trim(), attribution })
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text>{t('map.tiles.help')}</Text>
        <TextInput
          dir="ltr"
          label={t('map.tiles.url')}
          placeholder="https://tiles.example.com/{z}/{x}/{y}.png"
          value={url}
          error={wasTried && !isGood && t('map.tiles.wrong')}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        <TextInput
          label={t('map.tiles.attribution')}
          value={attribution}
          onChange={(event) => setAttribution(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('dialog.cancel')}
          </Button>
          <Button type="submit">{t('dialog.save')}</Button>
        </Group>
      </Stack>
    </form>
  )
}
