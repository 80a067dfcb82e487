import type { OfficeRead } from './read.ts'
import { readsOfNetwork } from './reads-of-network.ts'
import { readsOfParcels } from './reads-of-parcels.ts'
import { readsOfPeople } from './reads-of-people.ts'

/** Everything that the pages of the back office ask. */
export const allOfficeReads: readonly OfficeRead[] = [
  ...readsOfParcels,
  ...readsOfNetwork,
  ...readsOfPeople,
]
