import type { Ladder } from '@cubby/domain/rights/ladder'
import type { CellState } from '@cubby/domain/cells/cell-state'
import type { Instant } from '@cubby/kit/clock'
import type { GrantId, IdSource, LockerId, ParcelId } from '@cubby/kit/ids'
import type { Grant, GrantClaims } from '@cubby/domain/rights/directory'
import type { AppContext } from '../context.ts'
import type { FeedChange } from '../feed/feed-types.ts'
import type { MessageDraft } from '../notifications/message-draft.ts'
import type { Alarm, CustodyEvent, DeviceNews, Difference } from './difference.ts'
import type {
  AskedCommand,
  CommandRow,
  MirroredStay,
  ParcelRow,
  RightRow,
  ShipmentRow,
  Slice,
} from './slice.ts'

/** What applying needs from outside: the server's time, new ids, and the server's signature. */
export type ApplyEnv = {
  now: Instant
  ids: IdSource
  signGrant(locker: LockerId, claims: GrantClaims): Grant
}

/** The environment of whatever is applied at this moment. */
export const applyEnv = (ctx: Pick<AppContext, 'ids' | 'keys'>, now: Instant): ApplyEnv => ({
  now,
  ids: ctx.ids,
  signGrant: (locker, claims) => ctx.keys.signGrant(locker, claims),
})

/** Rows by key that remember which of them were changed, and how to take a change back. */
export class Rows<V> {
  readonly #rows: Map<string, V>
  readonly changed = new Set<string>()
  readonly #undo: (() => void)[]

  constructor(rows: Map<string, V>, undo: (() => void)[]) {
    this.#rows = rows
    this.#undo = undo
  }

  get(key: string): V | undefined {
    return this.#rows.get(key)
  }

  values(): Iterable<V> {
    return this.#rows.values()
  }

  set(key: string, value: V) {
    const before = this.#rows.get(key)
    const wasChanged = this.changed.has(key)
    this.#rows.set(key, value)
    this.changed.add(key)
    this.#undo.push(() => {
      if (before === undefined) this.#rows.delete(key)
      else this.#rows.set(key, before)
      if (!wasChanged) this.changed.delete(key)
    })
  }

  delete(key: string) {
    const before = this.#rows.get(key)
    if (before === undefined) return
    const wasChanged = this.changed.delete(key)
    this.#rows.delete(key)
    this.#undo.push(() => {
      this.#rows.set(key, before)
      if (wasChanged) this.changed.add(key)
    })
  }
}

/** A slice being changed. Each entry applies wholly or not at all: `attempt` takes back what a failed one did. */
export class Draft {
  readonly env: ApplyEnv
  readonly #undo: (() => void)[] = []
  readonly cells: Rows<CellState>
  readonly stays: Rows<MirroredStay>
  readonly ladders: Rows<Ladder>
  readonly parcels: Rows<ParcelRow>
  readonly shipments: Rows<ShipmentRow>
  readonly commands: Rows<CommandRow>
  readonly rights: ReadonlyMap<string, RightRow>
  readonly endpoints: Slice['endpoints']
  readonly organizations: Slice['organizations']
  readonly carriers: Slice['carriers']
  readonly custody: CustodyEvent[] = []
  readonly alarms: Alarm[] = []
  readonly devices: DeviceNews[] = []
  readonly messages: MessageDraft[] = []
  readonly feed: FeedChange[] = []
  readonly revoked: GrantId[] = []
  readonly merged: { from: ParcelId; to: ParcelId }[] = []
  readonly asked: AskedCommand[] = []
  /** Parcels that were not in the database before. */
  readonly born = new Set<string>()
  /** Parcels as the lockers call them, to their rows. */
  readonly #byEdgeId = new Map<string, string>()
  readonly #byShipment = new Map<string, string[]>()
  readonly #rightsByShipment: Map<string, RightRow[]>
  constructor(slice: Slice, env: ApplyEnv) {
    this.env = env
    this.cells = new Rows(slice.cells, this.#undo)
    this.stays = new Rows(slice.stays, this.#undo)
    this.ladders = new Rows(slice.ladders, this.#undo)
    this.parcels = new Rows(slice.parcels, this.#undo)
    this.shipments = new Rows(slice.shipments, this.#undo)
    this.commands = new Rows(slice.commands, this.#undo)
    this.rights = slice.rights
    this.endpoints = slice.endpoints
    this.organizations = slice.organizations
    this.carriers = slice.carriers
    this.#rightsByShipment = Map.groupBy(slice.rights.values(), (right) => right.shipment)
    for (const parcel of slice.parcels.values()) {
      if (parcel.edgeId) this.#byEdgeId.set(parcel.edgeId, parcel.id)
      if (parcel.shipment) append(this.#byShipment, parcel.shipment, parcel.id)
    }
  }

  /** Runs `work`; when it throws, nothing of it remains and the error is answered. */
  attempt(work: () => void): unknown {
    const { custody, alarms, devices, messages, feed, revoked, merged, asked } = this
    const lists = [custody, alarms, devices, messages, feed, revoked, merged, asked]
    const lengths = lists.map((list) => list.length)
    this.#undo.length = 0
    try {
      work()
      return null
    } catch (error) {
      for (const undo of this.#undo.toReversed()) undo()
      lists.forEach((list, i) => (list.length = lengths[i] ?? 0))
      return error
    }
  }

  /** The parcel that the locker calls so. */
  parcelAtEdge(id: ParcelId): ParcelRow | undefined {
    return this.parcels.get(this.#byEdgeId.get(id) ?? id) ?? this.parcels.get(id)
  }

  parcelsOf(shipment: string): ParcelRow[] {
    const ids = this.#byShipment.get(shipment) ?? []
    return ids.flatMap((id) => this.parcels.get(id) ?? [])
  }

  rightsOf(shipment: string): RightRow[] {
    return this.#rightsByShipment.get(shipment) ?? []
  }

  /** Changes a parcel, and keeps what the locker calls it findable. */
  setParcel(parcel: ParcelRow) {
    if (parcel.edgeId) {
      const id = parcel.edgeId
      const before = this.#byEdgeId.get(id)
      this.#byEdgeId.set(id, parcel.id)
      this.#undo.push(() => (before ? this.#byEdgeId.set(id, before) : this.#byEdgeId.delete(id)))
    }
    this.parcels.set(parcel.id, parcel)
  }

  addParcel(parcel: ParcelRow) {
    const { id, shipment } = parcel
    this.born.add(id)
    this.#undo.push(() => this.born.delete(id))
    this.setParcel(parcel)
    if (!shipment) return
    append(this.#byShipment, shipment, id)
    this.#undo.push(() => this.#byShipment.get(shipment)?.pop())
  }
}

/** All that was changed in a draft. */
export function differenceOf(draft: Draft): Difference {
  const parcels = changedOf(draft.parcels)
  return {
    entries: [],
    heads: [],
    cells: [...draft.cells.changed].map((key) => {
      const [locker, cell] = key.split(' ') as [never, never]
      return { locker, cell, state: draft.cells.get(key) as never }
    }),
    stays: changedOf(draft.stays),
    ladders: [...draft.ladders.changed].map((key) => {
      const [locker, journal] = key.split(' ') as [never, never]
      return { locker, journal, ladder: draft.ladders.get(key) as never }
    }),
    newParcels: parcels.filter((parcel) => draft.born.has(parcel.id)),
    parcels: parcels.filter((parcel) => !draft.born.has(parcel.id)),
    merged: [...draft.merged],
    shipments: changedOf(draft.shipments),
    revokedRights: [...draft.revoked],
    newCommands: [...draft.asked],
    commands: changedOf(draft.commands),
    custody: [...draft.custody],
    alarms: [...draft.alarms],
    devices: [...draft.devices],
    messages: [...draft.messages],
    quarantine: [],
    feed: [...draft.feed],
  }
}

const changedOf = <V>(rows: {
  changed: ReadonlySet<string>
  get(key: string): V | undefined
}): V[] => [...rows.changed].flatMap((key) => rows.get(key) ?? [])

function append(lists: Map<string, string[]>, key: string, value: string) {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}
