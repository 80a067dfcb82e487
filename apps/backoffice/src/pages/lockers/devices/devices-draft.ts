import { deviceProblems } from '@cubby/domain/machine/devices/device-rules'
import { type Devices, machineDevices } from '@cubby/domain/machine/devices/devices'
import type { Wiring } from '@cubby/domain/machine/wiring'
import { type FormSchema, shapeErrors } from '@cubby/domain/shape-words'
import type { DevicesReply, DevicesToSet } from '@cubby/protocol/operations/devices/device-shapes'
import { z } from 'zod'

export const kinds = ['scanners', 'sensors', 'terminal', 'printer', 'loads'] as const
export type Kind = (typeof kinds)[number]

/** The devices as somebody is changing them. */
export type Draft = DevicesToSet
/** One device of any kind, as it stands in a draft. */
export type Device = Record<string, unknown> & { id?: string | undefined }
export type Problem = { pointer: string; code: string; detail: string }

/** A device with its place; of the kinds of which a machine has one the place is 0. */
export type Placed = { kind: Kind; at: number; device: Device }

/** The devices of one kind. */
export function devicesOf(draft: Draft, kind: Kind): Device[] {
  const found = draft[kind]
  if (found === undefined) return []
  return Array.isArray(found) ? found : [found]
}

/** The draft with this device at its place, or without one there. */
export function withDevice(draft: Draft, kind: Kind, at: number, device: Device | null): Draft {
  if (kind === 'terminal' || kind === 'printer') {
    const { [kind]: _, ...rest } = draft
    return device ? { ...rest, [kind]: device } : rest
  }
  const all = devicesOf(draft, kind)
  const next = device ? [...all.slice(0, at), device, ...all.slice(at + 1)] : all.toSpliced(at, 1)
  return { ...draft, [kind]: next }
}

/** Where a device stands, as problems name it. */
export const pointerOf = (kind: Kind, at: number) =>
  kind === 'terminal' || kind === 'printer' ? `/${kind}` : `/${kind}/${at}`

/** How the journal of a locker calls this device. */
export const partOf = (kind: Kind, { id }: Device) =>
  kind === 'terminal' || kind === 'printer' ? kind : `${kind.slice(0, -1)} ${id ?? ''}`

const form = z.toJSONSchema(machineDevices, { io: 'input', unrepresentable: 'any' }) as FormSchema
const noWiring: Wiring = { buses: [], doors: [] }

/** What is wrong with a draft, as the server and the locker will find it. */
export function problemsIn(draft: unknown, wiring: Wiring | null): Problem[] {
  const read = machineDevices.safeParse(withoutNulls(draft))
  if (!read.success) return shapeErrors(read.error, draft, form)
  return deviceProblems(read.data, wiring ?? noWiring)
}

/** Secrets that are to be taken away are no values. */
function withoutNulls(draft: unknown): unknown {
  if (typeof draft !== 'object' || draft === null || !('terminal' in draft)) return draft
  const { terminal } = draft
  if (typeof terminal !== 'object' || terminal === null || !('settings' in terminal)) return draft
  const settings = Object.fromEntries(
    Object.entries(terminal.settings ?? {}).filter(([, value]) => value !== null),
  )
  return { ...draft, terminal: { ...terminal, settings } }
}

/** The file of these devices that a machine takes instead of the feed (`EDGE_DEVICES`), without secret settings. */
export function fileOf(devices: Devices, wiring: Wiring | null): string {
  const { buses, doors } = wiring ?? noWiring
  return `${JSON.stringify({ version: 1, buses, doors, ...devices }, null, 2)}\n`
}

/** The devices in such a file: what else it says is left to the wiring. Problems where it is none. */
export function devicesIn(text: string): { devices: Draft } | { problems: Problem[] } {
  const wrong = (detail: string) => ({ problems: [{ pointer: '', code: 'wrong-format', detail }] })
  let told: unknown
  try {
    told = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return wrong('this is not JSON')
  }
  if (typeof told !== 'object' || told === null || Array.isArray(told))
    return wrong('this must be an object with sensors, scanners and so on')
  const { version: _, buses: _b, doors: _d, ...rest } = told as Record<string, unknown>
  const read = machineDevices.safeParse(rest)
  return read.success ? { devices: read.data } : { problems: shapeErrors(read.error, rest, form) }
}

/** How a device is, by what the locker has said. */
export type DeviceState = {
  state: 'unsaved' | 'waiting' | 'works' | 'absent' | 'limits' | 'wrong' | 'faulty'
  code: string | null
  since: string | null
}

/** The state of one device, which stands so in what was read. */
export function stateOf({ used, version, faults }: DevicesReply, part: string): DeviceState {
  if (used?.version !== version) return { state: 'waiting', code: null, since: null }
  const [fault] = faults.filter((each) => each.part === part)
  if (!fault) return { state: 'works', code: null, since: used.at }
  return { state: kindOf(fault.code), code: fault.code, since: fault.since }
}

function kindOf(code: string): DeviceState['state'] {
  if (code.startsWith('configuration/')) return 'wrong'
  if (/\/(no-answer|not-there|unavailable|unreachable)$/.test(code)) return 'absent'
  return /\/too-(low|high)$/.test(code) ? 'limits' : 'faulty'
}
