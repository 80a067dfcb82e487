import type { Purpose } from '@cubby/domain/cells/layout'
import type { TariffTerms } from '@cubby/domain/tariffs/tariff'
import type { OfferKind } from '@cubby/protocol/operations/offers/offer-shapes'
import type { Json, MaybeTimestamp, Timestamp } from './column.ts'

export type TariffTables = {
  tariff: {
    id: string
    organization_id: string | null
    name: string
    version: number
    created_at: Timestamp
    retired_at: MaybeTimestamp
  }
  tariff_version: {
    tariff_id: string
    version: number
    terms: Json<TariffTerms>
    valid_from: Timestamp
    valid_until: MaybeTimestamp
    created_at: Timestamp
  }
  offer: {
    id: string
    organization_id: string | null
    kind: OfferKind
    names: Json<{ language: string; name: string }[]>
    tariff_id: string | null
    purposes: Purpose[]
    segments: string[]
    is_on: boolean
    created_at: Timestamp
  }
}
