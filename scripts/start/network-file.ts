import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { id } from '@cubby/domain/shapes'
import { z } from 'zod'

const shape = z.strictObject({
  apiUrl: z.url(),
  kioskUrl: z.url(),
  benchUrl: z.url(),
  locker: z.strictObject({
    id: id('lck'),
    name: z.string(),
    cells: z.int(),
    enrolmentCode: z.string(),
  }),
  carrier: id('org'),
  shop: z.strictObject({ id: id('org'), key: z.string() }),
  couriers: z.array(z.strictObject({ badge: z.string(), pin: z.string() })).min(1),
})

/** The small network that the first start lays down: whose it is, and what opens it. */
export type NetworkFile = z.infer<typeof shape>

const pathOf = (dataDir: string) => join(dataDir, 'network.json')

/** Null before the first start. */
export async function readNetworkFile(dataDir: string): Promise<NetworkFile | null> {
  const text = await readFile(pathOf(dataDir), 'utf8').catch(() => null)
  return text === null ? null : shape.parse(JSON.parse(text))
}

/** For its owner's eyes only: there are keys and PINs in it. */
export async function writeNetworkFile(dataDir: string, network: NetworkFile): Promise<void> {
  const draft = `${pathOf(dataDir)}.new`
  await writeFile(draft, `${JSON.stringify(network, null, 2)}\n`, { mode: 0o600, flush: true })
  await rename(draft, pathOf(dataDir))
}
