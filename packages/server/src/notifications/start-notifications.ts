import type { JobServer } from '../jobs/jobs.ts'
import type { NotificationConfig } from './config.ts'
import { messageSender, type Sending } from './send-message.ts'

/** From now on this process sends messages. Stop the jobs first, then this. */
export function startNotifications(
  ctx: Omit<Sending, 'jobs'> & { jobs: JobServer },
  config: NotificationConfig,
): { stop(): void } {
  const sender = messageSender(ctx, config)
  ctx.jobs.serve('message.send', sender.handle)
  ctx.jobs.serve('webhook.send', sender.handle)
  return { stop: sender.close }
}
