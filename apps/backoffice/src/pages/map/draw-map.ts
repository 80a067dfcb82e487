import * as leaflet from 'leaflet'
import { feature } from 'topojson-client'
import outlines from 'world-atlas/countries-50m.json?url'
import { clustersOf } from './cluster.ts'
import type { Tiles } from './tile-setting.ts'

export type Mark = { at: [number, number]; title: string; isWell: boolean; open: () => void }
export type LockerMarks = { mark: (marks: readonly Mark[]) => void; remove: () => void }

const OUTLINES = 'outlines'
/** Marks nearer to each other than this cover each other, and fingers miss one of them. */
const TOGETHER_PIXELS = 56

type World = Parameters<typeof feature>[0]

/** Draws the world into a frame: bundled outlines, over them the streets of a tile server if one is named, over them the marks. */
export function drawMap(
  frame: HTMLElement,
  tiles: Tiles | null,
  nameOfGroup: (count: number) => string,
): LockerMarks {
  const { map, remove } = drawWorld(frame, tiles)
  const layer = leaflet.layerGroup().addTo(map)
  let shown: readonly Mark[] = []
  let isFramed = false
  const draw = () => {
    layer.clearLayers()
    const groups = clustersOf(shown, ({ at }) => map.project(at), TOGETHER_PIXELS)
    for (const { members, at } of groups) {
      const [only] = members
      const marker =
        members.length === 1 && only
          ? markerOf(only)
          : groupOf(map, members, map.unproject([at.x, at.y]), nameOfGroup)
      marker.addTo(layer)
    }
  }
  map.on('zoomend', draw)
  return {
    mark: (marks) => {
      shown = marks
      if (marks.length > 0 && !isFramed) {
        isFramed = true
        map.fitBounds(boundsOf(marks), {
          maxZoom: tiles ? 14 : 6,
          padding: [40, 40],
          animate: false,
        })
      }
      draw()
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

const boundsOf = (marks: readonly Mark[]) => leaflet.latLngBounds(marks.map(({ at }) => at))

/** Several lockers that would cover each other: how many, and whether all of them are well. Opens by going nearer. */
function groupOf(
  map: leaflet.Map,
  members: readonly Mark[],
  at: leaflet.LatLng,
  nameOfGroup: (count: number) => string,
): leaflet.Marker {
  const isWell = members.every((member) => member.isWell)
  const color = isWell ? 'var(--c-done)' : 'var(--c-alarm)'
  const shape = isWell
    ? `<circle cx="20" cy="20" r="18" fill="${color}" stroke="var(--c-surface)" stroke-width="3"/>`
    : `<rect x="5" y="5" width="30" height="30" rx="3" fill="${color}" stroke="var(--c-surface)" stroke-width="3" transform="rotate(45 20 20)"/>`
  const title = nameOfGroup(members.length)
  const html = `<svg width="40" height="40" viewBox="0 0 40 40" aria-hidden="true">${shape}<text x="20" y="25" text-anchor="middle" font-size="14" font-weight="700" fill="var(--c-surface)">${members.length}</text></svg>`
  const icon = leaflet.divIcon({ className: '', iconSize: [40, 40], html })
  return reachable(leaflet.marker(at, { icon, title, alt: title, keyboard: true }), title, () =>
    map.fitBounds(boundsOf(members), { padding: [60, 60], maxZoom: map.getZoom() + 4 }),
  )
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
  return reachable(leaflet.marker(at, { icon, title, alt: title, keyboard: true }), title, open)
}

/** Opened by a click or the Enter key, and named for those who do not see it. */
function reachable(marker: leaflet.Marker, title: string, open: () => void): leaflet.Marker {
  marker.on('click', open)
  marker.on('keypress', ({ originalEvent }: leaflet.LeafletKeyboardEvent) => {
    if (originalEvent.key === 'Enter') open()
  })
  marker.on('add', () => marker.getElement()?.setAttribute('aria-label', title))
  return marker
}
