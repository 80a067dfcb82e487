import type { ParcelStatus } from '@cubby/domain/shipments/status'
import type { CellId, LockerId, ShipmentId } from '@cubby/kit/ids'
import { isCalledOff, type Ledger, type Place, type Wish } from '../people/ledger.ts'
import { duplicated, type Finding, lost, mismatch, twice } from './finding.ts'

/** What the server has of shops' wishes. */
export type Kept = {
  shipments: readonly { id: ShipmentId; reference: string | null; status: string }[]
  parcels: readonly {
    label: string
    shipment: ShipmentId | null
    status: ParcelStatus
    locker: LockerId
    cell: CellId | null
  }[]
  /** Every time a door has closed behind a parcel, by the ledger of custody. */
  deposits: readonly { label: string; cell: CellId | null }[]
}

/** Which statuses say the same as a pair of hands. */
const statusWhen: Record<Place['at'], readonly ParcelStatus[]> = {
  van: ['announced'],
  cell: ['stored'],
  recipient: ['collected'],
  'taken back': ['withdrawn'],
}

/** Every answer that a shop was given holds, once; every parcel is where hands have put it. */
export function comparePeople(
  ledger: Pick<Ledger, 'wishes' | 'places' | 'oddities' | 'confirmed'>,
  kept: Kept,
): Finding[] {
  const byReference = Map.groupBy(kept.shipments, ({ reference }) => reference)
  const byLabel = Map.groupBy(kept.parcels, ({ label }) => label)
  const deposited = new Map(
    [...Map.groupBy(kept.deposits, ({ label }) => label)].map(([label, all]) => [
      label,
      new Set(all.map(({ cell }) => cell)),
    ]),
  )
  const found = ledger.oddities.map(mismatch)
  for (const wish of ledger.wishes) {
    found.push(...compareWish(wish, byReference.get(wish.reference) ?? []))
    if (wish.shipment === null) continue
    for (const label of wish.labels) {
      const rows = byLabel.get(label) ?? []
      const place = ledger.places.get(label) ?? { at: 'van' }
      found.push(...compareParcel({ label, wish, place, rows }))
      const told = ledger.confirmed.get(label)
      if (told !== undefined && !deposited.get(label)?.has(told))
        found.push(lost(`${label} was said to be in ${told}, and nothing was deposited there`))
    }
  }
  const references = new Set(ledger.wishes.map(({ reference }) => reference))
  for (const { reference, id } of kept.shipments)
    if (reference === null || !references.has(reference))
      found.push(mismatch(`nobody has announced ${id}`))
  return found
}

function compareWish(wish: Wish, rows: Kept['shipments']): Finding[] {
  const { reference, shipment } = wish
  const [row, ...more] = rows
  if (more.length > 0) return [duplicated(`${reference} was announced ${rows.length} times`)]
  if (shipment === null) return []
  if (!row) return [lost(`${reference} was answered, and there is no shipment`)]
  if (row.id !== shipment)
    return [mismatch(`${reference} was answered as ${shipment} and is ${row.id}`)]
  return isCalledOff(wish) && row.status !== 'cancelled'
    ? [lost(`${reference} was called off and is ${row.status}`)]
    : []
}

type OneParcel = {
  label: string
  wish: Wish
  place: Place
  rows: Kept['parcels']
}

function compareParcel({ label, wish, place, rows }: OneParcel): Finding[] {
  const [row, ...more] = rows
  if (!row) return [lost(`${label}: ${place.at}, and the server does not know it`)]
  if (more.length > 0) return [duplicated(`${label}: ${rows.length} parcels on the server`)]
  const expected = [...statusWhen[place.at]]
  if (place.at === 'van' && wish.cancel !== 'no') expected.push('cancelled')
  if (place.at === 'van' && isCalledOff(wish)) expected.splice(0, 1)
  // Over for the server that heard first that it is out again, and then that it was called off.
  if (place.at === 'taken back' && wish.cancel === 'again') expected.push('cancelled')
  const found: Finding[] = []
  if (!expected.includes(row.status))
    found.push(mismatch(`${label}: in reality ${place.at}, on the server ${row.status}`))
  if (place.at === 'cell' && row.cell !== place.cell)
    found.push(mismatch(`${label}: lies in ${place.cell}, on the server in ${row.cell}`))
  if (row.shipment !== wish.shipment)
    found.push(mismatch(`${label}: belongs to ${wish.shipment}, on the server to ${row.shipment}`))
  return found
}

/** What lies behind the doors of one machine, by steel, and by what people put there. */
export function compareSteel(
  machine: { name: string; id: LockerId },
  full: readonly CellId[],
  ledger: Pick<Ledger, 'places'>,
): Finding[] {
  const cells = new Set<CellId>()
  for (const place of ledger.places.values())
    if (place.at === 'cell' && place.locker === machine.id) cells.add(place.cell)
  return [
    ...[...cells].filter((cell) => !full.includes(cell)),
    ...twice([...full, ...full.filter((cell) => !cells.has(cell))]),
  ].map((cell) => mismatch(`${machine.name}: hands and steel disagree about ${cell}`))
}
