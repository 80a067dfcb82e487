import * as leaflet from 'leaflet'
import { drawWorld } from './draw-map.ts'
import type { Tiles } from './tile-setting.ts'

type At = [number, number]
export type Picker = {
  /** Moves the mark to a place; null takes it away. */
  show: (at: At | null) => void
  remove: () => void
}

/** A map on which one place is chosen: by a click, or by dragging the mark. */
export function drawPicker(
  frame: HTMLElement,
  tiles: Tiles | null,
  { title, onPick }: { title: string; onPick: (at: At) => void },
): Picker {
  const { map, remove } = drawWorld(frame, tiles)
  let mark: leaflet.Marker | null = null
  let isFramed = false
  const pick = ({ lat, lng }: leaflet.LatLng) => onPick([rounded(lat), rounded(wrapped(lng))])
  map.on('click', ({ latlng }: leaflet.LeafletMouseEvent) => pick(latlng))
  return {
    show: (at) => {
      if (at === null) {
        mark?.remove()
        mark = null
        return
      }
      if (mark) mark.setLatLng(at)
      else {
        mark = leaflet.marker(at, { icon, title, alt: title, draggable: true, keyboard: false })
        mark.on('dragend', () => mark && pick(mark.getLatLng()))
        mark.addTo(map)
      }
      if (!isFramed) map.setView(at, tiles ? 15 : 6, { animate: false })
      else if (!map.getBounds().contains(at)) map.panTo(at, { animate: false })
      isFramed = true
    },
    remove,
  }
}

/** Six places of a degree are eleven centimetres. */
const rounded = (degrees: number) => Math.round(degrees * 1e6) / 1e6
const wrapped = (longitude: number) => ((((longitude + 180) % 360) + 360) % 360) - 180

const icon = leaflet.divIcon({
  className: '',
  iconSize: [32, 40],
  iconAnchor: [16, 38],
  html: `<svg width="32" height="40" viewBox="0 0 32 40" aria-hidden="true"><path d="M16 38C8 26 4 21 4 14a12 12 0 0 1 24 0c0 7-4 12-12 24z" fill="var(--c-link)" stroke="var(--c-surface)" stroke-width="3"/><circle cx="16" cy="14" r="5" fill="var(--c-surface)"/></svg>`,
})
