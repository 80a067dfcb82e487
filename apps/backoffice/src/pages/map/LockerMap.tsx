import type { MappedLocker } from '@cubby/protocol/operations/lockers/map-lockers'
import { useComputedColorScheme } from '@mantine/core'
import 'leaflet/dist/leaflet.css'
import { useEffect, useRef } from 'react'
import { to } from '../../paths.ts'
import { useGo } from '../../support/go.ts'
import { useText } from '../../text.ts'
import { drawMap, type LockerMarks } from './draw-map.ts'
import type { Tiles } from './tile-setting.ts'

type Props = { lockers: readonly MappedLocker[]; tiles: Tiles | null }

/** A map that works without any other server. */
export function LockerMap({ lockers, tiles }: Props) {
  const { t } = useText()
  const go = useGo()
  const scheme = useComputedColorScheme('light')
  const frame = useRef<HTMLElement>(null)
  const map = useRef<LockerMarks | null>(null)
  useEffect(() => {
    if (!frame.current) return
    const drawn = drawMap(frame.current, tiles, (count) => t('map.group', { count }))
    map.current = drawn
    return () => {
      map.current = null
      drawn.remove()
    }
    // The colours of the outlines are read when they are drawn.
  }, [tiles, scheme, t])
  useEffect(() => {
    map.current?.mark(
      lockers.map(({ id, name, latitude, longitude, link }) => ({
        at: [latitude, longitude],
        title: t('map.mark', { name, link: t(`locker.link.${link}`) }),
        isWell: link === 'online',
        open: () => go(to.locker(id)),
      })),
    )
  }, [lockers, tiles, scheme, t, go])
  return (
    <section ref={frame} className="map" dir="ltr" aria-label={t('map.title')} data-testid="map" />
  )
}
