import { idOf } from '@cubby/kit/ids'
import type { ServerContext } from '../context.ts'
import { officeStream, ownStream } from '../changes/topics.ts'
import type { JobHandler, JobServer } from '../jobs/jobs.ts'
import { realChannels } from './channels/real-channels.ts'
import type { NotificationConfig } from './config.ts'
import { pgOutbox } from './pg/pg-outbox.ts'
import { messageSender } from './send-message.ts'

type Needs = Pick<ServerContext, 'db' | 'clock' | 'keys' | 'log' | 'pokes'> & { jobs: JobServer }

/** From now on this process sends messages. Stop the jobs first, then this. */
export function startNotifications(ctx: Needs, config: NotificationConfig): { stop(): void } {
  const real = realChannels(ctx, config)
  const send = messageSender(ctx, pgOutbox(ctx), real.channels)
  // Screens that show messages look again once these have gone out, or have not.
  const handle: JobHandler<'message.send' | 'webhook.send'> = (payloads) => {
    const sent = send(payloads)
    void Promise.allSettled(sent).then(() => tellScreens(ctx, payloads))
    return sent
  }
  ctx.jobs.serve('message.send', handle)
  ctx.jobs.serve('webhook.send', handle)
  return { stop: () => real.close() }
}

/** Tells screens that these messages have gone out, or have not; those of an organization of its own only. */
async function tellScreens(
  { db, pokes, log }: Needs,
  payloads: readonly { message: string }[],
): Promise<void> {
  pokes.tell([officeStream('messages')])
  try {
    const rows = await db
      .selectFrom('message')
      .select('organization_id')
      .distinct()
      .where(
        'id',
        'in',
        payloads.map(({ message }) => message),
      )
      .execute()
    pokes.tell(rows.map((row) => ownStream(idOf('org', row.organization_id), 'messages')))
  } catch (error) {
    log.warn({ err: error }, 'screens of organizations were not told of sent messages')
  }
}
