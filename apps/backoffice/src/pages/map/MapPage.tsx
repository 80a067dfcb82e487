import { mapLockers } from '@cubby/protocol/operations/lockers/map-lockers'
import { Button, Group, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconList, IconMapCog } from '@tabler/icons-react'
import { useState } from 'react'
import { read } from '../../api/client.ts'
import { to } from '../../paths.ts'
import { Link } from '../../support/Link.tsx'
import { Page } from '../../support/Page.tsx'
import { Shown } from '../../support/Shown.tsx'
import { useText } from '../../text.ts'
import { LockerMap } from './LockerMap.tsx'
import { PlaceList } from './PlaceList.tsx'
import { keepTiles, keptTiles } from './tile-setting.ts'
import { TileDialog } from './TileDialog.tsx'

const lockersQuery = read(mapLockers)

/** Where the lockers stand. The outlines of the world come with the page; streets only from a tile server, if one is named. */
export function MapPage() {
  const { t } = useText()
  const query = useQuery(lockersQuery)
  const [tiles, setTiles] = useState(keptTiles)
  const [isSetting, setSetting] = useState(false)
  return (
    <Page
      title={t('map.title')}
      help={t('map.help')}
      actions={
        <Group gap="xs">
          <Button
            component={Link}
            href={to.lockers()}
            variant="default"
            leftSection={<IconList size={18} aria-hidden />}
          >
            {t('map.list')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconMapCog size={18} aria-hidden />}
            onClick={() => setSetting(true)}
          >
            {t('map.tiles')}
          </Button>
        </Group>
      }
    >
      <Shown query={query} lines={10}>
        {({ items, isCut }) => (
          <>
            <LockerMap lockers={items} tiles={tiles} />
            {isCut && <Text c="dimmed">{t('map.cut', { count: items.length })}</Text>}
            <PlaceList lockers={items} />
          </>
        )}
      </Shown>
      <TileDialog
        isOpen={isSetting}
        tiles={tiles}
        onClose={() => setSetting(false)}
        onSave={(chosen) => {
          keepTiles(chosen)
          setTiles(chosen)
          setSetting(false)
        }}
      />
    </Page>
  )
}
