import type { Layout } from '@cubby/domain/cells/layout'
import type { OrganizationKind } from '@cubby/domain/organizations/capabilities'
import type { ServiceState } from '@cubby/domain/machine/service'
import type { Wiring } from '@cubby/domain/machine/wiring'
import type { CourierFlow } from '@cubby/domain/rights/directory'
import type { WeeklyHours } from '@cubby/domain/shapes'
import type { StorageRules } from '@cubby/domain/processes/process'
import type { Scope } from '@cubby/protocol/operation'
import type {
  LocationStatus,
  PhotoType,
} from '@cubby/protocol/operations/locations/location-shapes'
import type { Contact } from '@cubby/protocol/operations/organizations/organization-shapes'
import type { ColumnType, Generated } from 'kysely'
import type { Json, JsonOr, MaybeJson, MaybeTimestamp, Timestamp } from './column.ts'

export type Address = {
  line1: string
  line2: string | null
  postCode: string
  city: string
  country: string
}

/** A place is shut from one moment to another; null: until further notice. */
export type StoredClosure = { from: string; until: string | null; reason: string }

export type NetworkTables = {
  organization: {
    id: string
    name: string
    kind: OrganizationKind
    carriers: Generated<string[]>
    rules: Json<StorageRules>
    works_in: string[] | null
    created_at: Timestamp
    legal_name: string | null
    tax_number: string | null
    contacts: ColumnType<Contact[], string | undefined, string>
    email_name: string | null
    sms_name: string | null
    customer_number: string | null
    contract_number: string | null
    reference_mask: string | null
    suspended_at: MaybeTimestamp
    suspended_reason: string | null
  }
  organization_logo: {
    organization_id: string
    type: string
    bytes: Buffer
    changed_at: Timestamp
  }
  location: {
    id: string
    name: string
    address: Json<Address>
    latitude: number
    longitude: number
    time_zone: string
    code: string | null
    opening_hours: string | null
    open_minutes: string | null
    courier_hours: string | null
    closures: JsonOr<StoredClosure[]>
    directions: JsonOr<Record<string, string>>
    status: Generated<LocationStatus>
    created_at: Timestamp
  }
  location_photo: {
    id: string
    location_id: string
    type: PhotoType
    content: Buffer
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
    end_reason: string | null
    price_minor: Generated<number>
    currency: Generated<string>
    price_per: Generated<'month' | 'week'>
    common_cells: Generated<boolean>
    note: string | null
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
    suspended_at: MaybeTimestamp
    flows: Generated<CourierFlow[]>
    hours: MaybeJson<WeeklyHours>
    segments: string[] | null
    carries_for: string[] | null
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
