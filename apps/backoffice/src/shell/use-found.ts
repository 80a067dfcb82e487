import { listLockers } from '@cubby/protocol/operations/lockers/list-lockers'
import { listShipments } from '@cubby/protocol/operations/shipments/list-shipments'
import { useQuery } from '@tanstack/react-query'
import { IconPackage, IconPlus, IconServer2, IconUserCog } from '@tabler/icons-react'
import { read } from '../api/client.ts'
import { to } from '../paths.ts'
import { shipmentTitle } from '../pages/shipments/shipment-title.ts'
import { useText } from '../text.ts'
import { type Place, useSections } from './sections.ts'

export type Found = { label: string; about?: string; href: string; icon: Place['icon'] }

const PER_KIND = 6

/** What fits the words: things first, then pages and commands. Without words, all pages. */
export function useFound(wanted: string): { found: Found[]; isSearching: boolean } {
  const { t } = useText()
  const sections = useSections()
  const isLong = wanted.length >= 2
  const shipments = useQuery({
    ...read(listShipments, { query: { q: wanted, limit: PER_KIND } }),
    enabled: isLong,
  })
  const lockers = useQuery({
    ...read(listLockers, { query: { q: wanted, limit: PER_KIND } }),
    enabled: isLong,
  })
  const places: Found[] = [
    ...sections.flatMap((section) =>
      section.places.map(({ label, href, icon }) => ({
        label: t(label),
        about: t(section.label),
        href,
        icon,
      })),
    ),
    { label: t('account.title'), href: to.account(), icon: IconUserCog },
    { label: t('organizations.new'), href: to.newOrganization(), icon: IconPlus },
    { label: t('couriers.new'), href: to.newCourier(), icon: IconPlus },
    { label: t('keys.new'), href: to.newKey(), icon: IconPlus },
  ]
  const words = wanted.toLocaleLowerCase()
  return {
    found: [
      ...(isLong ? (shipments.data?.items ?? []) : []).map((shipment) => ({
        label: shipmentTitle(shipment),
        about: t(`shipment.status.${shipment.status}`),
        href: to.shipment(shipment.id),
        icon: IconPackage,
      })),
      ...(isLong ? (lockers.data?.items ?? []) : []).map(({ id, name, place }) => ({
        label: name,
        about: `${place.name}, ${place.city}`,
        href: to.locker(id),
        icon: IconServer2,
      })),
      ...places.filter(({ label }) => label.toLocaleLowerCase().includes(words)),
    ],
    isSearching: isLong && (shipments.isFetching || lockers.isFetching),
  }
}
