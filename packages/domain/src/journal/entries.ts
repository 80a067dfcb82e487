import { z } from 'zod'
import { id, instantMs, label, purpose, side, text } from '../shapes.ts'
import { doorPurpose, right } from '../rights/right.ts'

/**
 * What happened at a locker, version 1. An entry is never changed or reused: a new meaning is a new type, and
 * every field that is added later is optional, so that neighbouring versions read each other's journal.
 */
const cell = id('cel')
const stay = id('sty')
const parcel = id('prc')
const session = id('ses')
const request = id('req')
const command = id('cmd')
const reason = text(60)

export const accessBy = z.enum(['code', 'qr', 'pin'])
export const denial = z.enum([
  'unknown', 'locked', 'wrong-pin', 'not-yet', 'expired', 'used', 'incomplete', 'stale-directory', 'bad-signature',
  'off-hours', 'not-here',
]) // prettier-ignore
export const cancelReason = z.enum([
  'undo', 'too-small', 'dirty', 'broken', 'occupied', 'not-opened', 'left-empty',
]) // prettier-ignore
export const problem = z.enum(['empty', 'wrong', 'did-not-open'])

export const entryBodies = [
  z.strictObject({ type: z.literal('device.started'), boot: id('bot'), version: text(40) }),
  z.strictObject({
    type: z.literal('device.clock'),
    quality: z.enum(['synced', 'unsynced']),
    offsetMs: z.int(),
  }),
  z.strictObject({
    type: z.literal('device.fault'),
    part: text(60),
    code: text(60),
    detail: text(300),
  }),
  /** A fault that was told under this code has ended. */
  z.strictObject({ type: z.literal('device.recovered'), part: text(60), code: text(60) }),
  /** It goes by the devices of this version from now on; null: by a file on the machine. */
  z.strictObject({ type: z.literal('device.configured'), version: z.int().min(1).nullable() }),
  z.strictObject({
    type: z.literal('session.started'),
    session,
    side,
    actor: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('courier'), courier: id('cur') }),
      z.strictObject({ kind: z.literal('recipient'), grant: id('grn') }),
    ]),
  }),
  z.strictObject({
    type: z.literal('session.ended'),
    session,
    reason: z.enum(['finished', 'idle', 'replaced', 'restart', 'off-hours']),
  }),
  z.strictObject({
    type: z.literal('access.granted'),
    session,
    by: accessBy,
    grant: id('grn').nullable(),
    courier: id('cur').nullable(),
  }),
  z.strictObject({
    type: z.literal('access.denied'),
    by: accessBy,
    why: denial,
    counts: z.boolean(),
    grant: id('grn').nullable(),
    courier: id('cur').nullable(),
  }),
  z.strictObject({
    type: z.literal('stay.allocated'),
    stay,
    cell,
    session,
    parcel,
    label,
    announced: z.boolean(),
    shipment: id('shp').nullable(),
    organization: id('org'),
    courier: id('cur').nullable(),
    purpose,
  }),
  z.strictObject({
    type: z.literal('stay.deposited'),
    stay,
    cell,
    parcels: z.array(parcel).min(1),
    dueAt: instantMs.nullable(),
  }),
  z.strictObject({
    type: z.literal('stay.collected'),
    stay,
    cell,
    parcels: z.array(parcel).min(1),
    grant: id('grn').nullable(),
  }),
  z.strictObject({
    type: z.literal('stay.withdrawn'),
    stay,
    cell,
    parcels: z.array(parcel).min(1),
    courier: id('cur').nullable(),
    reason: z.enum(['expired', 'recalled', 'undo']),
  }),
  z.strictObject({
    type: z.literal('stay.cancelled'),
    stay,
    cell,
    parcels: z.array(parcel).min(1),
    reason: cancelReason,
    /** Nothing is left in the cell and nothing more is expected there. */
    frees: z.boolean(),
  }),
  z.strictObject({ type: z.literal('stay.disputed'), stay, cell, problem, session }),
  z.strictObject({
    type: z.literal('door.requested'),
    request,
    cell,
    side,
    purpose: doorPurpose,
    right,
    stay: stay.nullable(),
    session: session.nullable(),
    /** Part of a wiring test, of an empty cell. */
    test: z.literal(true).optional(),
  }),
  z.strictObject({ type: z.literal('door.opened'), cell, side, request: request.nullable() }),
  // `item`: what a sensor says is inside after closing; null without a sensor.
  z.strictObject({ type: z.literal('door.closed'), cell, side, item: z.boolean().nullable() }),
  z.strictObject({ type: z.literal('door.stuck'), cell, side, request }),
  z.strictObject({
    type: z.literal('door.unknown'),
    cell,
    side,
    request: request.nullable(),
    why: z.enum(['restart', 'board-silent']),
  }),
  z.strictObject({ type: z.literal('door.forced'), cell, side }),
  z.strictObject({ type: z.literal('door.left-open'), cell, side, openedAt: instantMs }),
  z.strictObject({ type: z.literal('cell.blocked'), cell, reason, command: command.nullable() }),
  z.strictObject({ type: z.literal('cell.unblocked'), cell, command: command.nullable() }),
  z.strictObject({
    type: z.literal('cell.faulty'),
    cell,
    reason: z.enum(['bolt-stuck', 'board-silent', 'outcome-unknown']),
  }),
  z.strictObject({ type: z.literal('cell.recovered'), cell }),
  z.strictObject({
    type: z.literal('command.accepted'),
    command,
    cell: cell.nullable(),
    expiresAt: instantMs,
  }),
  z.strictObject({
    type: z.literal('command.refused'),
    command,
    expiresAt: instantMs,
    why: z.enum(['clock', 'stale-precondition', 'cap', 'no-such-cell', 'already-open', 'not-yet']),
  }),
  z.strictObject({ type: z.literal('command.expired'), command, expiresAt: instantMs }),
  z.strictObject({
    type: z.literal('command.done'),
    command,
    outcome: z.enum(['opened', 'not-opened', 'blocked', 'unblocked']),
  }),
  z.strictObject({ type: z.literal('command.unknown'), command }),
  z.strictObject({
    type: z.literal('feed.advisory'),
    stream: text(60),
    key: text(120),
    why: text(120),
  }),
  z.strictObject({
    type: z.literal('feed.rejected'),
    stream: text(60),
    key: text(120),
    why: text(120),
  }),
] as const

export const entryBody = z.discriminatedUnion('type', entryBodies)

export type EntryBody = z.infer<typeof entryBody>
export type EntryType = EntryBody['type']
export type BodyOf<T extends EntryType> = Extract<EntryBody, { type: T }>
export type Denial = z.infer<typeof denial>
export type AccessBy = z.infer<typeof accessBy>
export type CancelReason = z.infer<typeof cancelReason>
export type Problem = z.infer<typeof problem>

/** An entry as the rules see it: its place in the journal, the locker's best idea of the time, what happened. */
export type Entry = { seq: number; at: number; body: EntryBody }
