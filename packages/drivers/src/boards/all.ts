import type { BoardDefinition } from '../define-board.ts'
import { cu48 } from './cu48.ts'
import { cu48b } from './cu48b.ts'
import { dc02 } from './dc-02.ts'
import { cu12, cu16 } from './kerong-5-byte.ts'
import { lcModbus4, lcModbus8 } from './lc-modbus-relay.ts'
import { modbusRelay8 } from './modbus-relay.ts'
import { usbRelay1, usbRelay2, usbRelay4, usbRelay8 } from './hid-relays.ts'
import { kmtronic8, lcus1, lcus2, lcus4, lcus8, numato16 } from './usb-relays.ts'
import { winnsen16, winnsen16OneByOne } from './winnsen.ts'
import { wkly12, wkly24, wkly4 } from './wkly.ts'
import { xor8a12, xor8a24, xor8a32, xor8a8 } from './xor-8a.ts'

/** Every board that a configuration may name. A new board is one file and one line here. */
export const allBoards: readonly BoardDefinition[] = [
  cu48,
  cu48b,
  cu16,
  cu12,
  xor8a8,
  xor8a12,
  xor8a24,
  xor8a32,
  wkly4,
  wkly12,
  wkly24,
  winnsen16,
  winnsen16OneByOne,
  dc02,
  modbusRelay8,
  lcModbus4,
  lcModbus8,
  lcus1,
  lcus2,
  lcus4,
  lcus8,
  kmtronic8,
  numato16,
  usbRelay1,
  usbRelay2,
  usbRelay4,
  usbRelay8,
]

/** The board of this model; undefined when there is none. */
export const boardNamed = (model: string) => allBoards.find((board) => board.model === model)
