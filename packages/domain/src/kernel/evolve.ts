import { hours, type Instant } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import type { StayId } from '@cubby/kit/ids'
import { isEnded } from '../cells/stay.ts'
import type { BodyOf, Entry, EntryBody } from '../journal/entries.ts'
import { afterClockSet, afterRightTry, afterWrongTry } from '../rights/ladder.ts'
import { cellOf, evolveCell } from './evolve-cell.ts'
import { evolveFaults } from './faults.ts'
import { evolveStay } from './evolve-stay.ts'
import { cellIn, type CommandSeen, type LockerState, type Session, staysIn } from './state.ts'

/** The state after an entry. Total: an entry that fits nothing changes only `seq`. */
export function evolve(state: LockerState, entry: Entry): LockerState {
  const { body } = entry
  const next = { ...state, seq: entry.seq }
  const cell = cellOf(body)
  if (cell) next.cells = { ...state.cells, [cell]: evolveCell(cellIn(state, cell), entry) }
  if (body.type === 'session.ended') return endSession(next, body.session)
  for (const stay of staysOf(state, body)) next.stays = evolveStays(next, stay, entry)
  next.sessions = evolveSessions(state, entry)
  if (body.type === 'device.fault' || body.type === 'device.recovered')
    next.faults = evolveFaults(state.faults, entry.at, body)
  evolveRights(next, entry)
  return next
}

/** The stay an entry is about: named, or behind the door that moved. */
export function stayOf(state: Pick<LockerState, 'cells'>, body: EntryBody): StayId | null {
  if ('stay' in body && body.stay) return body.stay
  if (body.type !== 'door.opened') return null
  return state.cells[body.cell]?.doors[body.side]?.cause?.stay ?? null
}

function staysOf(state: LockerState, body: EntryBody): StayId[] {
  if (body.type === 'cell.unblocked')
    return staysIn(state).flatMap((stay) => (stay.cell === body.cell ? [stay.id] : []))
  const stay = stayOf(state, body)
  return stay ? [stay] : []
}

function evolveStays(state: LockerState, id: StayId, entry: Entry): LockerState['stays'] {
  const stay = evolveStay(state.stays[id], entry)
  if (!stay || stay === state.stays[id]) return state.stays
  const stays = { ...state.stays, [id]: stay }
  return isEnded(stay) ? forgetOldest(stays) : stays
}

/** Ended stays remain for disputes, the latest ones only. */
function forgetOldest(stays: LockerState['stays']): LockerState['stays'] {
  const ended = Object.values(stays).filter(isEnded)
  if (ended.length <= limits.finalStaysKeptMax) return stays
  const oldest = ended.reduce((one, other) =>
    (one.endedAt ?? 0) <= (other.endedAt ?? 0) ? one : other,
  )
  const { [oldest.id]: _forgotten, ...rest } = stays
  return rest
}

function evolveSessions(state: LockerState, entry: Entry): LockerState['sessions'] {
  const { body } = entry
  const at = entry.at as Instant
  if (body.type === 'session.started') {
    const { session, side, actor } = body
    const started: Session = { id: session, side, actor, startedAt: at, activeAt: at, opened: {} }
    return { ...state.sessions, [session]: started }
  }
  const id = sessionOf(state, body)
  const session = id ? state.sessions[id] : undefined
  if (!session) return state.sessions
  const opened =
    body.type === 'door.requested'
      ? { ...session.opened, [body.cell]: (session.opened[body.cell] ?? 0) + 1 }
      : session.opened
  return { ...state.sessions, [session.id]: { ...session, activeAt: at, opened } }
}

function sessionOf(state: LockerState, body: EntryBody) {
  if ('session' in body && body.session) return body.session
  if (body.type !== 'door.opened' && body.type !== 'door.closed') return null
  return state.cells[body.cell]?.doors[body.side]?.cause?.session ?? null
}

function endSession(state: LockerState, ended: BodyOf<'session.ended'>['session']): LockerState {
  const { [ended]: _gone, ...sessions } = state.sessions
  return { ...state, sessions }
}

/** Counters that bound rights: wrong tries, commands heard of, remote openings. Changes `next` in place. */
function evolveRights(next: LockerState, entry: Entry) {
  const { body } = entry
  const at = entry.at as Instant
  if (body.type === 'access.denied' && body.counts) next.ladder = afterWrongTry(next.ladder, at)
  if (body.type === 'device.clock' && body.quality === 'synced')
    next.ladder = afterClockSet(next.ladder, at)
  if (body.type === 'access.granted' && body.by !== 'qr') next.ladder = afterRightTry(next.ladder)
  if (body.type === 'door.requested' && body.purpose === 'remote') {
    if (body.test) next.testOpens = lastHourAnd(next.testOpens ?? [], at)
    else next.remoteOpens = lastHourAnd(next.remoteOpens, at)
  }
  if (body.type.startsWith('command.')) next.commands = evolveCommands(next, entry)
}

const lastHourAnd = (opens: readonly Instant[], at: Instant) => [
  ...opens.filter((open) => open > at - hours(1)),
  at,
]

function evolveCommands(state: LockerState, entry: Entry): LockerState['commands'] {
  const body = entry.body as BodyOf<
    'command.accepted' | 'command.refused' | 'command.expired' | 'command.done' | 'command.unknown'
  >
  const before = state.commands[body.command]
  const seen: CommandSeen = {
    status: body.type === 'command.accepted' ? 'accepted' : 'ended',
    expiresAt: ('expiresAt' in body ? body.expiresAt : (before?.expiresAt ?? entry.at)) as Instant,
  }
  const commands: Record<string, CommandSeen> = { ...state.commands, [body.command]: seen }
  // Long past its life a command cannot act again, remembered or not.
  for (const [id, old] of Object.entries(commands))
    if (old.status === 'ended' && old.expiresAt < entry.at - 2 * limits.commandLifeMax)
      delete commands[id]
  return commands
}
