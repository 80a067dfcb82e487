import { cellOf } from '@cubby/domain/kernel/evolve-cell'
import type { CellId, CommandId, LockerId, OrganizationId, ParcelId, StayId } from '@cubby/kit/ids'
import type { PlacedEntry } from './read-entry.ts'
import { cellKey, nothingWanted, type Wanted } from '../../store/slice.ts'

/** What these entries may touch, each thing once. */
export function wantedBy(entries: readonly PlacedEntry[]): Wanted {
  const cells = new Map<string, { locker: LockerId; cell: CellId }>()
  const stays = new Set<StayId>()
  const disputedIn: Wanted['disputedIn'] = []
  const parcels = new Set<ParcelId>()
  const commands = new Set<CommandId>()
  const labels = new Map<string, { locker: LockerId; label: string }>()
  const organizations = new Set<OrganizationId>()
  for (const { locker, body } of entries) {
    if (!body) continue
    const cell = cellOf(body)
    if (cell) cells.set(cellKey(locker, cell), { locker, cell })
    if ('stay' in body && body.stay) stays.add(body.stay)
    if ('parcels' in body) for (const parcel of body.parcels) parcels.add(parcel)
    if (body.type.startsWith('command.') && 'command' in body && body.command)
      commands.add(body.command)
    if (body.type === 'cell.unblocked') disputedIn.push({ locker, cell: body.cell })
    if (body.type !== 'stay.allocated') continue
    parcels.add(body.parcel)
    organizations.add(body.organization)
    if (!body.announced) labels.set(`${locker} ${body.label}`, { locker, label: body.label })
  }
  return {
    ...nothingWanted(),
    cells: [...cells.values()],
    stays: [...stays],
    disputedIn,
    parcels: [...parcels],
    commands: [...commands],
    labels: [...labels.values()],
    organizations: [...organizations],
  }
}
