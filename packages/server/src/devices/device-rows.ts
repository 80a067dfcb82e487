import { type Devices, noDevices } from '@cubby/domain/machine/devices/devices'
import { secretSettings } from '@cubby/domain/machine/devices/terminal-models'
import type { Instant } from '@cubby/kit/clock'
import { type LockerId, uuidOf } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import type { DevicesReply } from '@cubby/protocol/operations/devices/device-shapes'
import type { Transaction } from 'kysely'
import { timestamp } from '../db/tables/column.ts'
import type { Db } from '../db/tables.ts'
import type { CallWork } from '../http/route.ts'
import { toldTime } from '../http/told.ts'
import type { ServerKeys } from '../keys/server-keys.ts'
import { tellScreens } from '../service/machine-rows.ts'
import { deviceChanges } from './told-changes.ts'

/** Secret settings of the terminal, by name. */
export type Secrets = Readonly<Record<string, string>>

/** The devices of one locker as they are kept. */
export type KeptDevices = {
  locker: LockerId
  version: number
  changedAt: Instant | null
  /** Without secret settings. */
  devices: Devices
  secrets: Secrets
  used: { version: number | null; at: Instant } | null
}

type Keys = Pick<ServerKeys, 'seal' | 'unseal' | 'sealFor'>
const contextOf = (locker: LockerId) => `devices ${locker}`

/** The devices of some lockers, the secrets opened: they stay within these files. */
export async function readKept(
  trx: Transaction<Db>,
  keys: Keys,
  lockers: readonly LockerId[],
): Promise<Map<LockerId, KeptDevices>> {
  const rows = await trx
    .selectFrom('locker_devices')
    .select(['locker_id', 'version', 'devices', 'secrets', 'changed_at'])
    .select(['used_version', 'used_at'])
    .where('locker_id', 'in', lockers.map(uuidOf))
    .execute()
  const byId = new Map(rows.map((row) => [row.locker_id, row]))
  return new Map(
    lockers.map((locker) => {
      const row = byId.get(uuidOf(locker))
      const sealed = row?.secrets ?? null
      const usedAt = row?.used_at ?? null
      return [
        locker,
        {
          locker,
          version: row?.version ?? 0,
          changedAt: row?.changed_at ?? null,
          devices: row?.devices ?? noDevices,
          secrets: sealed === null ? {} : opened(keys.unseal(contextOf(locker), sealed)),
          used: usedAt === null ? null : { version: row?.used_version ?? null, at: usedAt },
        },
      ]
    }),
  )
}

const opened = (text: string) => JSON.parse(text) as Secrets

/** The devices with their secret settings apart. */
export function apart(devices: Devices): { devices: Devices; secrets: Secrets } {
  const { terminal } = devices
  if (!terminal?.settings) return { devices, secrets: {} }
  const secret = new Set(secretSettings(terminal.model))
  const [hidden, open] = [true, false].map((isHidden) =>
    Object.fromEntries(
      Object.entries(terminal.settings ?? {}).filter(([name]) => secret.has(name) === isHidden),
    ),
  )
  const { settings: _, ...rest } = terminal
  const shown = Object.keys(open ?? {}).length > 0 ? { ...rest, settings: open } : rest
  return { devices: { ...devices, terminal: shown }, secrets: hidden ?? {} }
}

/** Keeps the devices of a locker under its next version; the machine and the screens learn of it. */
export async function saveDevices(
  call: CallWork,
  keys: Keys,
  before: KeptDevices,
  next: { devices: Devices; secrets: Secrets },
): Promise<KeptDevices> {
  const { locker } = before
  const version = before.version + 1
  const text = Object.keys(next.secrets).length > 0 ? JSON.stringify(next.secrets) : null
  const values = {
    version,
    devices: JSON.stringify(next.devices),
    secrets: text === null ? null : keys.seal(contextOf(locker), text),
    changed_at: timestamp(call.now),
  }
  await call.trx
    .insertInto('locker_devices')
    .values({ locker_id: uuidOf(locker), ...values })
    .onConflict((conflict) => conflict.column('locker_id').doUpdateSet(values))
    .execute()
  call.feed.push({
    stream: `locker:${locker}`,
    key: 'devices',
    body: {
      version,
      devices: next.devices,
      sealed: text === null ? null : keys.sealFor(locker, text),
    },
  })
  tellScreens(call, locker)
  call.changes.push({ thing: locker, ...deviceChanges(before, next) })
  return { ...before, ...next, version, changedAt: call.now }
}

/** The devices of a locker as the API tells of them, with what the machine said of each. */
export async function toldDevices(trx: Transaction<Db>, kept: KeptDevices): Promise<DevicesReply> {
  const faults = await trx
    .selectFrom('device_fault')
    .select(['part', 'code', 'since'])
    .where('locker_id', '=', uuidOf(kept.locker))
    .orderBy('part')
    .orderBy('code')
    .limit(limits.deviceFaultsMax)
    .execute()
  const { locker, version, devices, secrets, used } = kept
  return {
    locker,
    version,
    changedAt: toldTime(kept.changedAt),
    devices,
    secretsSet: Object.keys(secrets).sort(),
    used: used && { version: used.version, at: toldTime(used.at) ?? '' },
    faults: faults.map(({ part, code, since }) => ({ part, code, since: toldTime(since) ?? '' })),
  }
}
