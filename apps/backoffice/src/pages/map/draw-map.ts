import * as leaflet from 'leaflet'
import { feature } from 'topojson-client'
import outlines from 'world-atlas/countries-50m.json?url'
import type { Tiles } from './tile-setting.ts'

export type Mark = { at: [number, number]; title: string; isWell: boolean; open: () => void }
export type LockerMarks = { mark: (marks: readonly Mark[]) => void; remove: () => void }

const OUTLINES = 'outlines'

type World = Parameters<typeof feature>[0]

/** Draws the world into a frame: bundled outlines, over them the streets of a tile server if one is named, over them the marks. */
export function drawMap(frame: HTMLElement, tiles: Tiles | null): LockerMarks {
  const { map, remove } = drawWorld(frame, tiles)
  const layer = leaflet.layerGroup().addTo(map)
  let isFramed = false
  return {
    mark: (marks) => {
      layer.clearLayers()
      for (const mark of marks) markerOf(mark).addTo(layer)
      if (marks.length === 0 || isFramed) return
      isFramed = true
      map.fitBounds(leaflet.latLngBounds(marks.map(({ at }) => at)), {
        maxZoom: tiles ? 14 : 6,
        padding: [40, 40],
        animate: false,
      })
    },
    remove,
  }
}

/** The world without any marks, for other maps to draw on. */
export function drawWorld(frame: HTMLElement, tiles: Tiles | null) {
  const map = leaflet.map(frame, { worldCopyJump: true, attributionControl: tiles !== null })
  map.setView([30, 10], 2)
  // Below the streets: where there are none, the outlines still show.
  map.createPane(OUTLINES).style.zIndex = '150'
  const gone = new AbortController()
  void drawOutlines(map, gone.signal)
  if (tiles)
    leaflet.tileLayer(tiles.url, { attribution: tiles.attribution, maxZoom: 19 }).addTo(map)
  return {
    map,
    remove: () => {
      gone.abort()
      map.remove()
    },
  }
}

async function drawOutlines(map: leaflet.Map, signal: AbortSignal) {
  const reply = await fetch(outlines, { signal }).catch(() => null)
  if (!reply?.ok) return
  const world = (await reply.json()) as World
  if (signal.aborted) return
  const style = getComputedStyle(document.documentElement)
  const color = (token: string) => style.getPropertyValue(token).trim()
  leaflet
    .geoJSON(feature(world, 'countries'), {
      interactive: false,
      pane: OUTLINES,
      style: {
        color: color('--c-edge'),
        weight: 1,
        fillColor: color('--c-surface'),
        fillOpacity: 1,
      },
    })
    .addTo(map)
}

/** A pin that can be reached by keyboard. Its shape says whether the locker is well, not only its colour. */
function markerOf({ at, title, isWell, open }: Mark) {
  const shape = isWell
    ? '<circle cx="14" cy="14" r="10" fill="var(--c-done)" stroke="var(--c-surface)" stroke-width="3"/>'
    : '<rect x="5" y="5" width="18" height="18" fill="var(--c-alarm)" stroke="var(--c-surface)" stroke-width="3" transform="rotate(45 14 14)"/>'
  const icon = leaflet.divIcon({
    className: '',
    iconSize: [28, 28],
    html: `<svg width="28" height="28" viewBox="0 0 28 28" aria-hidden="true">${shape}</svg>`,
  })
  const marker = leaflet.marker(at, { icon, title, alt: title, keyboard: true })
  marker.on('click', open)
  marker.on('keypress', ({ originalEvent }: leaflet.LeafletKeyboardEvent) => {
    if (originalEvent.key === 'Enter') open()
  })
  marker.on('add', () => marker.getElement()?.setAttribute('aria-label', title))
  return marker
}
