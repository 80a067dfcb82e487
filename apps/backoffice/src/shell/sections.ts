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
  IconRulerMeasure,
  IconServer2,
  IconShieldLock,
  IconStack2,
  IconTruck,
  IconUsers,
} from '@tabler/icons-react'
import { to } from '../paths.ts'

export type Place = { label: OfficeTextId; href: string; icon: typeof IconKey }
export type Section = { label: OfficeTextId; places: readonly Place[] }

/** The seven groups of the back office; a group without a page is not shown. */
export const sections: readonly Section[] = [
  {
    label: 'nav.overview',
    places: [
      { label: 'overview.title', href: to.overview(), icon: IconLayoutDashboard },
      { label: 'map.title', href: to.lockerMap(), icon: IconMap2 },
    ],
  },
  {
    label: 'nav.operations',
    places: [
      { label: 'shipments.title', href: to.shipments(), icon: IconPackage },
      { label: 'messages.title', href: to.messages(), icon: IconMail },
    ],
  },
  {
    label: 'nav.network',
    places: [
      { label: 'lockers.title', href: to.lockers(), icon: IconServer2 },
      { label: 'configuration.title', href: to.configuration(), icon: IconAdjustments },
      { label: 'models.title', href: to.models(), icon: IconRulerMeasure },
      { label: 'locations.title', href: to.locations(), icon: IconMapPin },
      { label: 'segments.title', href: to.segments(), icon: IconStack2 },
      { label: 'import.title', href: to.importNetwork(), icon: IconFileImport },
    ],
  },
  {
    label: 'nav.monitoring',
    places: [
      { label: 'alarms.title', href: to.alarms(), icon: IconAlertTriangle },
      { label: 'disputes.title', href: to.disputes(), icon: IconMessageReport },
    ],
  },
  {
    label: 'nav.business',
    places: [
      { label: 'organizations.title', href: to.organizations(), icon: IconBuilding },
      { label: 'rentals.title', href: to.rentals(), icon: IconCalendarDollar },
    ],
  },
  {
    label: 'nav.people',
    places: [
      { label: 'couriers.title', href: to.couriers(), icon: IconTruck },
      { label: 'customers.title', href: to.customers(), icon: IconUsers },
    ],
  },
  {
    label: 'nav.system',
    places: [
      { label: 'keys.title', href: to.keys(), icon: IconKey },
      { label: 'activity.title', href: to.activity(), icon: IconHistory },
      { label: 'privacy.title', href: to.privacy(), icon: IconShieldLock },
      { label: 'health.title', href: to.health(), icon: IconHeartbeat },
    ],
  },
]
