import type { Operation } from '@cubby/protocol/operation'
import { listActivity } from '@cubby/protocol/operations/activity/list-activity'
import { listCouriers } from '@cubby/protocol/operations/couriers/list-couriers'
import { listCustomers } from '@cubby/protocol/operations/customers/list-customers'
import { listDisputes } from '@cubby/protocol/operations/disputes/list-disputes'
import { listKeys } from '@cubby/protocol/operations/keys/list-keys'
import { readConfiguration } from '@cubby/protocol/operations/configuration/read-configuration'
import { listLockerModels } from '@cubby/protocol/operations/models/list-locker-models'
import { importNetwork } from '@cubby/protocol/operations/network/import-network'
import { readRetention } from '@cubby/protocol/operations/persons/retention'
import { listTariffs } from '@cubby/protocol/operations/tariffs/list-tariffs'
import { listOffers } from '@cubby/protocol/operations/offers/list-offers'
import { listWebhooks } from '@cubby/protocol/operations/webhooks/list-webhooks'
import { listLocations } from '@cubby/protocol/operations/locations/list-locations'
import { listSegments } from '@cubby/protocol/operations/segments/list-segments'
import { listLockers } from '@cubby/protocol/operations/lockers/list-lockers'
import { mapLockers } from '@cubby/protocol/operations/lockers/map-lockers'
import { listMessages } from '@cubby/protocol/operations/messages/list-messages'
import { listOrganizations } from '@cubby/protocol/operations/organizations/list-organizations'
import { readOverview } from '@cubby/protocol/operations/overview/read-overview'
import { listRoles } from '@cubby/protocol/operations/roles/list-roles'
import { listRentals } from '@cubby/protocol/operations/rentals/list-rentals'
import { listShipments } from '@cubby/protocol/operations/shipments/list-shipments'
import { listStaff } from '@cubby/protocol/operations/staff/list-staff'
import { listAlarms } from '@cubby/protocol/operations/upkeep/list-alarms'
import { readHealth } from '@cubby/protocol/operations/upkeep/read-health'
import type { OfficeTextId } from '@cubby/i18n/office/texts'
import {
  IconAdjustments,
  IconAlertTriangle,
  IconBuilding,
  IconCalendarDollar,
  IconFileImport,
  IconHeartbeat,
  IconHistory,
  IconKey,
  IconLayoutDashboard,
  IconMail,
  IconMap2,
  IconMapPin,
  IconMessageReport,
  IconPackage,
  IconReceipt2,
  IconPassword,
  IconRulerMeasure,
  IconServer2,
  IconShieldLock,
  IconStack2,
  IconTag,
  IconTruck,
  IconUsers,
  IconWebhook,
  IconUserShield,
  IconUsersGroup,
} from '@tabler/icons-react'
import { to } from '../paths.ts'
import { refusalOf, useMe } from '../session/me.ts'

export type Place = {
  label: OfficeTextId
  href: string
  icon: typeof IconKey
  /** What the page lives on: whoever may not call it is not led there. Left out: it is for everybody. */
  reads?: Operation
}
export type Section = { label: OfficeTextId; places: readonly Place[] }

/** The seven groups of the back office; a group without a page is not shown. */
const sections: readonly Section[] = [
  {
    label: 'nav.overview',
    places: [
      {
        label: 'overview.title',
        href: to.overview(),
        icon: IconLayoutDashboard,
        reads: readOverview,
      },
      { label: 'map.title', href: to.lockerMap(), icon: IconMap2, reads: mapLockers },
    ],
  },
  {
    label: 'nav.operations',
    places: [
      { label: 'shipments.title', href: to.shipments(), icon: IconPackage, reads: listShipments },
      { label: 'messages.title', href: to.messages(), icon: IconMail, reads: listMessages },
    ],
  },
  {
    label: 'nav.network',
    places: [
      { label: 'lockers.title', href: to.lockers(), icon: IconServer2, reads: listLockers },
      {
        label: 'configuration.title',
        href: to.configuration(),
        icon: IconAdjustments,
        reads: readConfiguration,
      },
      { label: 'models.title', href: to.models(), icon: IconRulerMeasure, reads: listLockerModels },
      { label: 'locations.title', href: to.locations(), icon: IconMapPin, reads: listLocations },
      { label: 'segments.title', href: to.segments(), icon: IconStack2, reads: listSegments },
      {
        label: 'import.title',
        href: to.importNetwork(),
        icon: IconFileImport,
        reads: importNetwork,
      },
    ],
  },
  {
    label: 'nav.monitoring',
    places: [
      { label: 'alarms.title', href: to.alarms(), icon: IconAlertTriangle, reads: listAlarms },
      {
        label: 'disputes.title',
        href: to.disputes(),
        icon: IconMessageReport,
        reads: listDisputes,
      },
    ],
  },
  {
    label: 'nav.business',
    places: [
      {
        label: 'organizations.title',
        href: to.organizations(),
        icon: IconBuilding,
        reads: listOrganizations,
      },
      { label: 'rentals.title', href: to.rentals(), icon: IconCalendarDollar, reads: listRentals },
      { label: 'tariffs.title', href: to.tariffs(), icon: IconReceipt2, reads: listTariffs },
      { label: 'offers.title', href: to.offers(), icon: IconTag, reads: listOffers },
    ],
  },
  {
    label: 'nav.people',
    places: [
      { label: 'staff.title', href: to.staff(), icon: IconUsersGroup, reads: listStaff },
      { label: 'roles.title', href: to.roles(), icon: IconUserShield, reads: listRoles },
      { label: 'couriers.title', href: to.couriers(), icon: IconTruck, reads: listCouriers },
      { label: 'customers.title', href: to.customers(), icon: IconUsers, reads: listCustomers },
    ],
  },
  {
    label: 'nav.system',
    places: [
      { label: 'keys.title', href: to.keys(), icon: IconKey, reads: listKeys },
      { label: 'webhooks.title', href: to.webhooks(), icon: IconWebhook, reads: listWebhooks },
      { label: 'activity.title', href: to.activity(), icon: IconHistory, reads: listActivity },
      { label: 'privacy.title', href: to.privacy(), icon: IconShieldLock, reads: readRetention },
      { label: 'rules.title', href: to.signInRules(), icon: IconPassword },
      { label: 'health.title', href: to.health(), icon: IconHeartbeat, reads: readHealth },
    ],
  },
]

/** The groups with the pages that are of use to whoever is signed in. */
export function useSections(): readonly Section[] {
  const me = useMe()
  const isOpen = ({ reads }: Place) => reads === undefined || refusalOf(me, reads) === undefined
  return sections
    .map(({ label, places }) => ({ label, places: places.filter(isOpen) }))
    .filter(({ places }) => places.length > 0)
}
