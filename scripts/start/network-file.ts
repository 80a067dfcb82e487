import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { LockerId, OrganizationId } from '@cubby/kit/ids'

/** The small network that the first start lays down: whose it is, and what opens it. */
export type NetworkFile = {
  apiUrl: string
  kioskUrl: string
  benchUrl: string
  locker: { id: LockerId; name: string; cells: number; enrolmentCode: string }
  /** Machines without a device. */
  planned: LockerId[]
  carrier: OrganizationId
  shop: { id: OrganizationId; key: string }
  couriers: { badge: string; pin: string }[]
  /** The first shipments have been played. */
  hasShipments: boolean
}

const pathOf = (dataDir: string) => join(dataDir, 'network.json')

/** A file of a start that laid down less is whole as it is: nobody plays in a network that is in use. */
const before = { planned: [], hasShipments: true }

/** Null before the first start. */
export async function readNetworkFile(dataDir: string): Promise<NetworkFile | null> {
  const text = await readFile(pathOf(dataDir), 'utf8').catch(() => null)
  return text === null ? null : { ...before, ...(JSON.parse(text) as NetworkFile) }
}

/** For its owner's eyes only: there are keys and PINs in it. */
export async function writeNetworkFile(dataDir: string, network: NetworkFile): Promise<void> {
  const draft = `${pathOf(dataDir)}.new`
  await writeFile(draft, `${JSON.stringify(network, null, 2)}\n`, { mode: 0o600, flush: true })
  await rename(draft, pathOf(dataDir))
}
