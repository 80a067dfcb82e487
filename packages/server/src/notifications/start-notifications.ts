import type { ServerContext } from '../context.ts'
import type { JobServer } from '../jobs/jobs.ts'
import { realChannels } from './channels/real-channels.ts'
import type { NotificationConfig } from './config.ts'
import { pgOutbox } from './pg/pg-outbox.ts'
import { messageSender } from './send-message.ts'

type Needs = Pick<ServerContext, 'db' | 'clock' | 'keys' | 'log'> & { jobs: JobServer }

/** From now on this process sends messages. Stop the jobs first, then this. */
export function startNotifications(ctx: Needs, config: NotificationConfig): { stop(): void } {
  const real = realChannels(ctx, config)
  const handle = messageSender(ctx, pgOutbox(ctx), real.channels)
  ctx.jobs.serve('message.send', handle)
  ctx.jobs.serve('webhook.send', handle)
  return { stop: () => real.close() }
}
