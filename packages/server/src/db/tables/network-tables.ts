import type { Layout } from '@cubby/domain/cells/layout'
import type { ServiceState } from '@cubby/domain/machine/service'
import type { Wiring } from '@cubby/domain/machine/wiring'
import type { StorageRules } from '@cubby/domain/processes/process'
import type { Scope } from '@cubby/protocol/operation'
import type { ColumnType, Generated } from 'kysely'
import type { Json, MaybeJson, MaybeTimestamp, Timestamp } from './column.ts'

export type OrganizationKind = 'delivery-operator' | 'shop' | 'network-operator'
export type Address = {
  line1: string
  line2: string | null
  postCode: string
  city: string
  country: string
}

export type NetworkTables = {
  organization: {
    id: string
    name: string
    kind: OrganizationKind
    carriers: Generated<string[]>
    rules: Json<StorageRules>
    works_in: string[] | null
    created_at: Timestamp
  }
  location: {
    id: string
    name: string
    address: Json<Address>
    latitude: number
    longitude: number
    time_zone: string
    created_at: Timestamp
  }
  locker: {
    id: string
    location_id: string
    name: string
    layout: Json<Layout>
    layout_version: number
    cells: ColumnType<number, never, never>
    created_at: Timestamp
    public_key: string | null
    enrolled_at: MaybeTimestamp
    device_version: string | null
    last_seen_at: MaybeTimestamp
    fork_seen_at: MaybeTimestamp
    model_id: string | null
    model_version: number | null
    service: Generated<ServiceState>
    wiring: MaybeJson<Wiring>
    service_since: MaybeTimestamp
    service_reason: string | null
    wiring_vouched: Generated<boolean>
  }
  segment: {
    id: string
    name: string
    rule: MaybeJson<object>
    rank: Generated<number>
    created_at: Timestamp
  }
  segment_locker: { segment_id: string; locker_id: string }
  rental: {
    id: string
    organization_id: string
    locker_id: string
    cells: string[]
    from_at: Timestamp
    until_at: Timestamp
    quota: number | null
    ended_at: MaybeTimestamp
    created_at: Timestamp
  }
  enrolment_code: {
    code_hash: string
    locker_id: string
    expires_at: Timestamp
    used_at: MaybeTimestamp
    created_at: Timestamp
  }
  courier: {
    id: string
    organization_id: string
    name: string
    badge_verifier: string
    pin_verifier: string | null
    valid_from: Timestamp
    valid_until: Timestamp
    revoked_at: MaybeTimestamp
    created_at: Timestamp
  }
  api_key: {
    id: string
    organization_id: string | null
    name: string
    secret_hash: string
    scopes: Scope[]
    created_at: Timestamp
    last_used_at: MaybeTimestamp
    revoked_at: MaybeTimestamp
  }
  idempotency: {
    api_key_id: string
    key: string
    fingerprint: string
    status: number | null
    reply: string | null
    created_at: Timestamp
  }
}
