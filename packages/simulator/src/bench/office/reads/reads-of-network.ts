import { previewConfiguration } from '@cubby/protocol/operations/configuration/preview-configuration'
import { readConfiguration } from '@cubby/protocol/operations/configuration/read-configuration'
import { listLocations } from '@cubby/protocol/operations/locations/list-locations'
import { readLocation } from '@cubby/protocol/operations/locations/read-location'
import { listLockers } from '@cubby/protocol/operations/lockers/list-lockers'
import { mapLockers } from '@cubby/protocol/operations/lockers/map-lockers'
import { readCells } from '@cubby/protocol/operations/lockers/read-cells'
import { readLockerEvents } from '@cubby/protocol/operations/lockers/read-events'
import { readLocker } from '@cubby/protocol/operations/lockers/read-locker'
import { listLockerModelVersions } from '@cubby/protocol/operations/models/list-locker-model-versions'
import { listLockerModels } from '@cubby/protocol/operations/models/list-locker-models'
import { listModuleModelVersions } from '@cubby/protocol/operations/models/list-module-model-versions'
import { listModuleModels } from '@cubby/protocol/operations/models/list-module-models'
import { readLockerModel } from '@cubby/protocol/operations/models/read-locker-model'
import { readModuleModel } from '@cubby/protocol/operations/models/read-module-model'
import { listRentals } from '@cubby/protocol/operations/rentals/list-rentals'
import { readRental } from '@cubby/protocol/operations/rentals/read-rental'
import { readRentalReport } from '@cubby/protocol/operations/rentals/read-rental-report'
import { listSegments } from '@cubby/protocol/operations/segments/list-segments'
import { previewSegment } from '@cubby/protocol/operations/segments/preview-segment'
import { readSegment } from '@cubby/protocol/operations/segments/read-segment'
import { readReadiness } from '@cubby/protocol/operations/service/read-readiness'
import { readDevices } from '@cubby/protocol/operations/devices/read-devices'
import { readWiring } from '@cubby/protocol/operations/wiring/read-wiring'
import { readWiringTest } from '@cubby/protocol/operations/wiring/read-wiring-test'
import type { OfficeSample } from '../office-samples.ts'
import { read } from './read.ts'

const telling = { params: ({ tellingLocker }: OfficeSample) => ({ locker: tellingLocker }) }
const ofModule = { params: ({ moduleModel }: OfficeSample) => ({ model: moduleModel }) }
const at = (of: (sample: OfficeSample) => string) => ({
  params: (sample: OfficeSample) => ({ of: of(sample) }),
})
const preview = (of: (sample: OfficeSample) => string, name: string, value: unknown) => ({
  body: (sample: OfficeSample) => ({
    targets: [{ of: of(sample) }],
    set: [{ name, value }],
    clear: [],
  }),
})
const network = () => 'network'
const year = () => ({ from: '2026-01-01T00:00:00.000Z', until: '2026-12-31T00:00:00.000Z' })
const rule = (condition: object) => ({
  body: () => ({ rule: { match: 'all', conditions: [condition] }, limit: 50 }),
})

/** What pages ask about machines, their places and how they are set up. */
export const readsOfNetwork = [
  read(listLockers),
  read(listLockers, 'a page far in', ({ locker }) => ({ after: locker })),
  read(listLockers, 'by name', () => ({ sort: 'name' })),
  read(listLockers, 'by name, a page far in', ({ locker }) => ({ sort: 'name', after: locker })),
  read(listLockers, 'last seen', () => ({ sort: '-last-seen' })),
  read(listLockers, 'searched', () => ({ q: 'Harbour' })),
  read(listLockers, 'nothing found', ({ name }) => ({ q: `${name} qq` })),
  read(listLockers, 'silent', () => ({ link: 'silent', sort: 'name' })),
  read(listLockers, 'of a segment', ({ segment }) => ({ segment, sort: 'name' })),
  read(listLockers, 'of a model', ({ lockerModel }) => ({ model: lockerModel })),
  read(listLockers, 'retired', () => ({ service: 'retired' })),
  read(mapLockers),
  read(readLocker),
  read(readCells),
  read(readLockerEvents, '', undefined, telling),
  read(readLockerEvents, 'of a cell', ({ cell }) => ({ cell }), telling),
  read(readLockerEvents, 'of a kind', () => ({ kind: 'door' }), telling),
  read(readLockerEvents, 'of a rare kind', () => ({ kind: 'cell.faulty' }), telling),
  read(readReadiness),
  read(readDevices),
  read(readWiring),
  read(readWiringTest),
  read(listLocations),
  read(listLocations, 'searched', () => ({ q: 'Mill' })),
  read(listLocations, 'of a city', () => ({ city: 'Berlin' })),
  read(listLocations, 'open now', () => ({ openAt: '2026-11-25T12:00:00.000Z' })),
  read(readLocation),
  read(listSegments),
  read(listSegments, 'of a locker', ({ locker }) => ({ locker })),
  read(listSegments, 'searched', () => ({ q: 'segment 1' })),
  read(readSegment),
  read(previewSegment, 'of a city', undefined, rule({ of: 'city', in: ['Berlin'] })),
  read(listLockerModels),
  read(listLockerModels, 'searched', () => ({ q: 'machine' })),
  read(readLockerModel),
  read(listLockerModelVersions),
  read(listModuleModels),
  read(readModuleModel, '', undefined, ofModule),
  read(listModuleModelVersions, '', undefined, ofModule),
  read(listRentals),
  read(listRentals, 'running', () => ({ state: 'running' })),
  read(listRentals, 'to come', () => ({ state: 'to-come' })),
  read(listRentals, 'over', () => ({ state: 'over' })),
  read(listRentals, 'at a moment', () => ({ at: '2025-06-01T00:00:00.000Z' })),
  read(listRentals, 'of a locker', ({ locker }) => ({ locker })),
  read(listRentals, 'of an organization', ({ organization }) => ({ organization })),
  read(readRental),
  read(readRentalReport, 'of a year', year),
  read(readConfiguration, 'of the network', undefined, at(network)),
  read(
    readConfiguration,
    'of a segment',
    undefined,
    at(({ segment }) => segment),
  ),
  read(
    readConfiguration,
    'of a model',
    undefined,
    at(({ lockerModel }) => lockerModel),
  ),
  read(
    readConfiguration,
    'of a locker',
    undefined,
    at(({ locker }) => locker),
  ),
  read(
    readConfiguration,
    'of a cell',
    ({ cell }) => ({ cell }),
    at(({ locker }) => locker),
  ),
  read(
    previewConfiguration,
    'the network, machines',
    undefined,
    preview(network, 'screen.theme', 'auto'),
  ),
  read(
    previewConfiguration,
    'the network, cells',
    undefined,
    preview(network, 'cell.enabled', false),
  ),
  read(
    previewConfiguration,
    'a segment',
    undefined,
    preview(({ segment }) => segment, 'cell.enabled', false),
  ),
  read(
    previewConfiguration,
    'a model',
    undefined,
    preview(({ lockerModel }) => lockerModel, 'cell.enabled', false),
  ),
  read(
    previewConfiguration,
    'a locker',
    undefined,
    preview(({ locker }) => locker, 'cell.enabled', false),
  ),
]
