import { must } from '@cubby/kit/assert'
import { linkMutants } from './link-mutants.ts'
import { lockerMutants } from './locker-mutants.ts'
import type { Change, Mutant } from './mutant.ts'
import { peopleMutants } from './people-mutants.ts'
import { serverMutants } from './server-mutants.ts'

/** Defects that the checkers must find, each. A list of what somebody has really done, here or elsewhere. */
export const mutants: readonly Mutant[] = [
  ...lockerMutants,
  ...peopleMutants,
  ...linkMutants,
  ...serverMutants,
]

export const mutantNamed = (name: string): Mutant =>
  must(
    mutants.find((each) => each.name === name),
    `there is no defect named ${name}`,
  )

/** The source with its defects in it. Throws when the text to change is not there exactly once. */
export function planted(source: string, changes: readonly Change[]): string {
  let text = source
  for (const { file, find, put } of changes) {
    const parts = text.split(find)
    if (parts.length !== 2)
      throw new RangeError(
        `${file} has ${parts.length - 1} times what a defect is to replace:\n${find}`,
      )
    text = parts.join(put)
  }
  return text
}
