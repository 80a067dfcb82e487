import type { ScannerFamily } from './scanner-family.ts'

/** Read from, but not set: what changes the interface differs from model to model. */
export const datalogic: ScannerFamily = {
  family: 'datalogic',
  vendor: 'Datalogic',
  name: 'PowerScan, Gryphon, Magellan',
  ask: null,
  protocol: null,
  settings: [],
  caveats: [
    {
      text: 'Not set by us: host strings ($+ … $-) and service commands ($P,…) differ by model. Scan the sheet that came with it.',
      source: 'PowerScan and Gryphon product reference guides',
    },
    {
      text: 'RS-232 ends scans with CR LF by default, the keyboard with Enter: both are understood as they come.',
      source: 'Gryphon product reference guide',
    },
  ],
  confidence: 'running-unit',
  source: 'PowerScan and Gryphon product reference guides',
}
