import type { FastifyRequest } from 'fastify'
import { type Caller, doerKind } from '../http/caller.ts'
import type { DoneBy } from './write-activity.ts'

/** Where a call came from. */
export type From = { address: string; agent: string | null }

const AGENT_CHARS_MAX = 200

/** Where a request came from; what a client says of itself is bounded. */
export function fromOf({ ip, headers }: Pick<FastifyRequest, 'ip' | 'headers'>): From {
  const agent = headers['user-agent']?.toWellFormed().replaceAll(/\p{Cc}/gu, '')
  return { address: ip, agent: agent ? agent.slice(0, AGENT_CHARS_MAX).toWellFormed() : null }
}

/** Who calls, as the activity names him. */
export const doneBy = ({ caller, from }: { caller: Caller; from: From }): DoneBy => ({
  kind: caller.id === '' ? 'system' : doerKind(caller),
  id: caller.id === '' ? null : caller.id,
  organization: caller.organization === '' ? null : caller.organization,
  ...from,
})
