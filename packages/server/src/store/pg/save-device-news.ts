import { isoTime } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import { uuidOf } from '@cubby/kit/ids'
import type { Transaction } from 'kysely'
import type { Db } from '../../db/tables.ts'
import type { DeviceNews } from '../difference.ts'
import { run } from './statements.ts'

type FaultNews = Extract<DeviceNews, { part: string }>

/** Keeps what lockers said of their devices: of each fault how it is now, and of each locker what it goes by. */
export async function saveDeviceNews(trx: Transaction<Db>, news: readonly DeviceNews[]) {
  if (news.length === 0) return
  const faults = news.filter((each) => 'part' in each)
  await forget(trx, faults)
  await remember(trx, faults)
  await saveUsed(trx, news)
}

const keyOf = ({ locker, part, code }: FaultNews) => `${locker} ${part} ${code}`
const rowOf = ({ locker, part, code, at }: FaultNews) => ({
  l: uuidOf(locker),
  p: part,
  c: code,
  a: isoTime(at),
})

/** What has ended; also when it has begun again since, so that it counts from then. */
async function forget(trx: Transaction<Db>, faults: readonly FaultNews[]) {
  const over = faults.filter(({ isOver }) => isOver)
  if (over.length === 0) return
  await run(
    trx,
    `delete from device_fault using jsonb_to_recordset($1::jsonb) as row (l uuid, p text, c text)
     where locker_id = l and part = p and code = c`,
    [JSON.stringify(over.map(rowOf))],
  )
}

async function remember(trx: Transaction<Db>, faults: readonly FaultNews[]) {
  const begun = new Map<string, FaultNews>()
  for (const each of faults)
    if (each.isOver) begun.delete(keyOf(each))
    else if (!begun.has(keyOf(each))) begun.set(keyOf(each), each)
  const ill = [...begun.values()]
  if (ill.length === 0) return
  await run(
    trx,
    `insert into device_fault (locker_id, part, code, since)
     select l, p, c, a from jsonb_to_recordset($1::jsonb) as row (l uuid, p text, c text, a timestamptz)
     where (select count(*) from device_fault where locker_id = l) < $2
     order by l, p, c
     on conflict (locker_id, part, code) do nothing`,
    [JSON.stringify(ill.map(rowOf)), limits.deviceFaultsMax],
  )
}

async function saveUsed(trx: Transaction<Db>, news: readonly DeviceNews[]) {
  const last = new Map(
    news.flatMap((each) => ('version' in each ? [[each.locker, each] as const] : [])),
  )
  if (last.size === 0) return
  const rows = [...last.values()].map(({ locker, version, at }) => ({
    l: uuidOf(locker),
    v: version,
    a: isoTime(at),
  }))
  await run(
    trx,
    `insert into locker_devices (locker_id, used_version, used_at)
     select l, v, a from jsonb_to_recordset($1::jsonb) as row (l uuid, v integer, a timestamptz) order by l
     on conflict (locker_id) do update set used_version = excluded.used_version, used_at = excluded.used_at`,
    [JSON.stringify(rows)],
  )
}
