import type { ServerContext } from '../context.ts'
import { officeStream } from '../changes/topics.ts'
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
    void Promise.allSettled(sent).then(() => ctx.pokes.tell([officeStream('messages')]))
    return sent
  }
  ctx.jobs.serve('message.send', handle)
  ctx.jobs.serve('webhook.send', handle)
  return { stop: () => real.close() }
}
