import { dc02Vectors } from './dc-02.vectors.ts'
import { hidVectors } from './hid-relays.vectors.ts'
import { kerongVectors } from './kerong.vectors.ts'
import { lcModbusVectors } from './lc-modbus-relay.vectors.ts'
import { relayVectors } from './relay.vectors.ts'
import type { Vector } from './vector.ts'
import { winnsenVectors } from './winnsen.vectors.ts'
import { wklyVectors } from './wkly.vectors.ts'
import { xor8aVectors } from './xor-8a.vectors.ts'

/** The worked frames of every board. */
export const vectors: readonly Vector[] = [
  ...kerongVectors,
  ...xor8aVectors,
  ...wklyVectors,
  ...winnsenVectors,
  ...dc02Vectors,
  ...relayVectors,
  ...lcModbusVectors,
  ...hidVectors,
]
