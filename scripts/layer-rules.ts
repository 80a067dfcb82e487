import type { IForbiddenRuleType } from 'dependency-cruiser'

/**
 * Which room may import which others: the fences of ARCHITECTURE.md, "Rooms". A room that is missing
 * here may import nothing, so adding a package begins with this line.
 */
export const mayImport: Record<string, readonly string[]> = {
  kit: [],
  domain: ['kit'],
  protocol: ['kit', 'domain'],
  i18n: ['kit'],
  keys: ['kit', 'protocol'],
  sdk: ['kit', 'protocol'],
  drivers: ['kit', 'domain'],
  edge: ['kit', 'domain', 'protocol', 'drivers', 'i18n', 'keys'],
  server: ['kit', 'domain', 'protocol', 'i18n', 'keys'],
  ui: ['kit', 'domain', 'i18n'],
  testing: ['kit', 'domain', 'protocol', 'i18n', 'keys', 'sdk', 'drivers', 'edge', 'server'],
  simulator: [
    'kit',
    'domain',
    'protocol',
    'i18n',
    'keys',
    'sdk',
    'drivers',
    'edge',
    'server',
    'testing',
  ],
}

/** These run anywhere: no Node built-ins, and no library but zod. */
export const pureRooms = ['kit', 'domain', 'protocol', 'i18n'] as const

const screens = ['backoffice', 'kiosk', 'bench', 'courier', 'customer'].join('|')
const forScreens = ['kit', 'domain', 'protocol', 'i18n', 'sdk', 'ui'].join('|')
const aTest = '[.]test[.]ts$'

const roomRules: IForbiddenRuleType[] = Object.entries(mayImport).map(([room, others]) => ({
  name: `${room} keeps to its fence`,
  comment: `packages/${room} may import ${others.join(', ') || 'nothing'}`,
  severity: 'error',
  from: { path: `^packages/${room}/src/`, pathNot: aTest },
  to: {
    path: '^(packages|apps|scripts|e2e)/',
    // Libraries may lie beside the package that asks for them.
    pathNot: `^packages/((${[room, ...others].join('|')})/src|${room}/node_modules)/`,
  },
}))

const onlySimulatorImportsTesting: IForbiddenRuleType = {
  name: 'testing stays out of the product',
  comment: 'only tests, e2e, scripts and the simulator import packages/testing',
  severity: 'error',
  from: { pathNot: [aTest, '^e2e/', '^scripts/', '^packages/(testing|simulator)/'] },
  to: { path: '^packages/testing/' },
}

/** What holds for every room, tests included. */
const houseRules: IForbiddenRuleType[] = [
  {
    name: 'no cycles',
    comment: 'two files that import each other are one file, or hide a third',
    severity: 'error',
    from: {},
    to: { circular: true },
  },
  {
    name: 'nothing imports an app',
    comment: 'an app only wires; what others need belongs in a package',
    severity: 'error',
    from: { pathNot: '^(apps|e2e)/' },
    to: { path: '^apps/' },
  },
  {
    name: 'edge and server never meet',
    comment:
      'they share the wire (protocol) and the rules (domain), nothing else; tests of both stand in e2e or testing',
    severity: 'error',
    from: { path: '^packages/(edge|server)/' },
    to: { path: '^packages/(edge|server)/', pathNot: '^packages/$1/' },
  },
  {
    name: 'screens keep to their fence',
    comment: `a web app may import ${forScreens.replaceAll('|', ', ')}`,
    severity: 'error',
    from: { path: `^apps/(${screens})/` },
    to: { path: '^(packages|apps)/', pathNot: [`^packages/(${forScreens})/src/`, '^apps/$1/'] },
  },
  {
    name: 'packages are entered by file',
    comment: "import '@cubby/kit/clock', not a path into another package's folder",
    severity: 'error',
    from: { path: '^packages/([^/]+)/' },
    to: { path: '^packages/', pathNot: '^packages/$1/', dependencyTypes: ['local'] },
  },
  {
    name: 'pure rooms need no Node',
    comment: `${pureRooms.join(', ')} run in browsers and in the simulator: no Node built-ins`,
    severity: 'error',
    from: { path: `^packages/(${pureRooms.join('|')})/src/`, pathNot: aTest },
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'drivers know machines, not parcels',
    comment:
      'how devices are written down is one truth with the office (ADR 27); whose parcel lies where is no matter of a driver',
    severity: 'error',
    from: { path: '^packages/drivers/src/', pathNot: aTest },
    to: {
      path: '^packages/domain/src/',
      pathNot: '^packages/domain/src/(machine/|shape-words|near-miss)',
    },
  },
  {
    name: 'rules know no database',
    comment: 'what decides asks ports (ADR 9); SQL stays in folders named pg and in handlers',
    from: {
      path: '^packages/server/src/(store|shipments/rules|link/apply|link/devices)/[^/]+[.]ts$',
      pathNot: aTest,
    },
    to: { path: ['^packages/server/src/.*/pg/', '^node_modules/(kysely|pg)/'] },
  },
  {
    name: 'every import leads somewhere',
    comment: 'a path that resolves to nothing is a path that no rule has looked at',
    severity: 'error',
    from: {},
    // Vite's own way to ask for the address of a file: the build fails when it is not there.
    to: { couldNotResolve: true, pathNot: '[.]wasm[?]url$' },
  },
]

/** All the fences, in the form that dependency-cruiser takes. */
export const layerRules: IForbiddenRuleType[] = [
  ...roomRules,
  onlySimulatorImportsTesting,
  ...houseRules,
]
