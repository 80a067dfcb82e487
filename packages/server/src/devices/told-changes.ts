import type { Devices } from '@cubby/domain/machine/devices/devices'
import { canonicalJson } from '@cubby/kit/canonical-json'

type Side = { devices: Devices; secrets: Readonly<Record<string, string>> }

/**
 * What became of which device, for the activity: one field per device that was added, changed or taken away. Of secret settings it says
 * which are set, and that one was set anew; never to what.
 */
export function deviceChanges(before: Side, after: Side): { before: object; after: object } {
  const renewed = Object.entries(after.secrets).flatMap(([name, value]) =>
    before.secrets[name] === undefined || before.secrets[name] === value ? [] : [name],
  )
  const was = parts(before, [])
  const is = parts(after, renewed)
  return { before: differing(was, is), after: differing(is, was) }
}

type Parts = Map<string, unknown>

function parts({ devices, secrets }: Side, renewed: readonly string[]): Parts {
  const { terminal, printer, scanners, sensors, loads } = devices
  const named: Parts = new Map()
  if (terminal) {
    const set = Object.keys(secrets).sort()
    named.set('terminal', {
      ...terminal,
      ...(set.length > 0 ? { secretsSet: set } : {}),
      ...(renewed.length > 0 ? { secretsRenewed: renewed } : {}),
    })
  }
  if (printer) named.set('printer', printer)
  for (const { id, ...scanner } of scanners) named.set(`scanner ${id}`, scanner)
  for (const { id, ...sensor } of sensors) named.set(`sensor ${id}`, sensor)
  for (const { id, ...load } of loads) named.set(`load ${id}`, load)
  return named
}

/** Those of one side that the other has not, or has otherwise. */
const differing = (side: Parts, other: Parts) =>
  Object.fromEntries(
    [...side].filter(
      ([part, device]) => canonicalJson(device) !== canonicalJson(other.get(part) ?? null),
    ),
  )
