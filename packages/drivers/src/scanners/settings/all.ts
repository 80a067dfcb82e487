import { datalogic } from './datalogic.ts'
import { honeywell } from './honeywell.ts'
import { newland } from './newland.ts'
import type { ScannerFamily } from './scanner-family.ts'

/** Every family of readers whose way of being set is known; any reader that ends its scans can be read without being one of them. */
export const scannerFamilies: readonly ScannerFamily[] = [honeywell, newland, datalogic]

/** The family of this name; undefined when there is none. */
export const scannerFamilyNamed = (name: string) =>
  scannerFamilies.find(({ family }) => family === name)
