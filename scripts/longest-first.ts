import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take longest, the longest first. A file that is missing here is only started later. */
const longest = [
  'e2e/crash-edge',
  'e2e/office-accessibility',
  'e2e/chaos',
  'terminals/money',
  'walking/bad-input.pg',
  'walking/roles.pg',
  'e2e/office-ten-columns',
  'e2e/bench',
  'e2e/start',
  'import/import.pg',
  'activity/activity-chain.pg',
  'e2e/crash-server',
  'db/embedded.pg',
]

/** Starts the longest files of each kind of test first: the last worker must not begin one when the other has nothing left. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.toSorted((one, other) => order(one) - order(other) || rank(one) - rank(other))
  }
}

const order = ({ project }: TestSpecification) => project.config.sequence.groupOrder

function rank({ moduleId }: TestSpecification): number {
  const at = longest.findIndex((part) => moduleId.includes(part))
  return at < 0 ? longest.length : at
}
