import { isoTime } from '@cubby/kit/clock'
import { uuidOf } from '@cubby/kit/ids'
import { sql } from 'kysely'
import type { ServerContext } from '../../context.ts'
import { pgStore } from '../../store/pg/pg-store.ts'
import type { LinkPorts, Readings } from '../ports.ts'
import { pgDevices } from './devices.ts'
import { headsReader } from './heads.ts'
import { pageReader } from './page-reader.ts'
import { sharedStreamsReader } from './shared-streams.ts'

/** What the link works on, in PostgreSQL. */
export const pgLinkPorts = (ctx: Pick<ServerContext, 'db' | 'jobs' | 'clock'>): LinkPorts => ({
  store: pgStore(ctx),
  readings: pgReadings(ctx),
  devices: pgDevices(ctx.db),
})

const pgReadings = ({ db, clock }: Pick<ServerContext, 'db' | 'clock'>): Readings => ({
  heads: headsReader(db),
  pageAfter: pageReader(db),
  sharedStreams: sharedStreamsReader(db, clock),
  async noteSeen(seen) {
    const rows = seen.map(({ locker, at }) => ({ id: uuidOf(locker), at: isoTime(at) }))
    await sql`
      update locker set last_seen_at = greatest(last_seen_at, seen.at)
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as seen (id uuid, at timestamptz)
      where locker.id = seen.id`.execute(db)
  },
})
