import type { z } from 'zod'

/** What a key or a role may do: the complete list. Coarse on purpose; whose things it may do it to follows from its organization. */
export const scopes = [
  'network:read',
  'network:write',
  'organizations:read',
  'organizations:write',
  'couriers:read',
  'couriers:write',
  'shipments:read',
  'shipments:write',
  'codes:read',
  'cells:open',
  'messages:read',
  'webhooks:read',
  'webhooks:write',
  'keys:read',
  'keys:write',
  'operations:read',
  'operations:write',
  'incidents:write',
  'staff:read',
  'staff:write',
  /** Roles, and the rules for passwords and sign-in. */
  'roles:write',
  'activity:read',
  /** Module models and locker models of the constructor; reading them is part of `network:read`. */
  'models:write',
  'configuration:read',
  'configuration:write',
  'rentals:read',
  'rentals:write',
  'tariffs:read',
  'tariffs:write',
  'customers:read',
  'customers:write',
  /** All that is kept of one person: to hand it over, or to erase it. */
  'persons:write',
] as const
export type Scope = (typeof scopes)[number]

/** What may be sent as a file. */
export const fileTypes = [
  'text/csv',
  'application/x-ndjson',
  'image/jpeg',
  'image/png',
  'image/webp',
] as const
export type FileType = (typeof fileTypes)[number]

/** One thing the API can do: server, clients and reference are made from it; nobody types a path twice. */
export type Operation<
  Params extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType | null = z.ZodType | null,
  Reply extends z.ZodType | null = z.ZodType | null,
> = {
  /** Stable name, such as `shipment.announce`. */
  id: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** With `:name` for each of `params`. */
  path: `/v1/${string}`
  summary: string
  /** What the key or the role must allow; null: anybody may call it, without a key, or all staff (`staffOnly`). */
  scope: Scope | null
  /** Only people who have signed in may call it; it is about themselves. */
  staffOnly?: boolean
  /** Also for whoever must change the password or set up a second factor before any work. */
  beforeWork?: boolean
  /** Only keys and staff of the network operator may call it. */
  networkOnly?: boolean
  /** It shows and touches nothing but lockers in the caller's reach, so that staff whose reach is some lockers may call it. */
  narrow?: 'locker'
  /** It tells of people by name, address or number: when staff read it, that is written into the activity. */
  readsPersonal?: boolean
  /** A question that is too long for a query: it changes nothing and needs no Idempotency-Key. */
  asksOnly?: boolean
  /** The reply shows a secret this once; what is kept for a repeated call is encrypted. */
  showsSecret?: boolean
  params: Params
  query: Query
  body: Body
  /** The body is a file of one of these types instead of JSON; `body` is null then. */
  takes?: { types: readonly FileType[]; bytesMax: number }
  /** The reply is no JSON but a stream of this type; `reply` is null then. */
  streams?: 'text/csv' | 'text/event-stream' | 'application/x-ndjson' | 'image/*'
  /** The status of a success. */
  status: 200 | 201 | 202 | 204
  reply: Reply
}

/** Keeps the exact shapes of an operation for whoever imports it. */
export const defineOperation = <
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodType | null,
  Reply extends z.ZodType | null,
>(
  operation: Operation<Params, Query, Body, Reply>,
) => operation
