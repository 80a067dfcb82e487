import { Text, useComputedColorScheme } from '@mantine/core'
import 'leaflet/dist/leaflet.css'
import { useEffect, useRef } from 'react'
import { useText } from '../../text.ts'
import { drawPicker, type Picker } from '../map/draw-picker.ts'
import { keptTiles } from '../map/tile-setting.ts'

type At = [latitude: number, longitude: number]
type Props = { at: At | null; onPick: (at: At) => void }

/** A map on which a place is set by a click, or by dragging its mark. The fields beside it say the same for the keyboard. */
export function PlacePicker({ at, onPick }: Props) {
  const { t } = useText()
  const scheme = useComputedColorScheme('light')
  const frame = useRef<HTMLElement>(null)
  const picker = useRef<Picker | null>(null)
  const latest = useRef({ onPick, at })
  useEffect(() => {
    latest.current = { onPick, at }
  })
  const title = t('location.picker')
  useEffect(() => {
    if (!frame.current) return
    const drawn = drawPicker(frame.current, keptTiles(), {
      title,
      onPick: (chosen) => latest.current.onPick(chosen),
    })
    picker.current = drawn
    drawn.show(latest.current.at)
    return () => {
      picker.current = null
      drawn.remove()
    }
  }, [scheme, title])
  const [latitude, longitude] = at ?? [null, null]
  useEffect(() => {
    picker.current?.show(latitude === null || longitude === null ? null : [latitude, longitude])
  }, [latitude, longitude])
  return (
    <div>
      <section
        ref={frame}
        className="map map-small"
        dir="ltr"
        aria-label={title}
        data-testid="place-picker"
      />
      <Text size="sm" c="dimmed" mt={4}>
        {t('location.picker.help')}
      </Text>
    </div>
  )
}
