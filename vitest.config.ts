import { defineConfig } from 'vitest/config'
import { LongestFirst } from './scripts/longest-first.ts'

const unit = ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts', 'scripts/**/*.test.ts']
const pg = ['packages/*/src/**/*.pg.test.ts', 'apps/*/src/**/*.pg.test.ts']

/** A browser on two busy cores draws late: what is waited for may take as long as a person would. */
const patience = { poll: { timeout: 15_000 } }

const web = ['e2e/{kiosk,bench,office}*.e2e.test.ts']

/**
 * Four kinds of test by what they need: nothing, a database, the whole network, and people before its screens (CONTRIBUTING.md).
 * The last three share two workers: most of the time a test waits for a process to start or for somebody to press a button.
 */
export default defineConfig({
  test: {
    // Two, because the smallest machine we promise to build on has two cores.
    maxWorkers: 2,
    passWithNoTests: false,
    // A forgotten `.only` would silently skip the rest.
    allowOnly: false,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: unit,
          exclude: pg,
          isolate: false,
          testTimeout: 10_000,
          hookTimeout: 10_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'pg',
          include: pg,
          isolate: false,
          // Starts one PostgreSQL for the run, or uses TEST_DATABASE_URL.
          globalSetup: ['packages/testing/src/postgres/vitest-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          exclude: web,
          globalSetup: ['scripts/web/vitest-setup.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          expect: patience,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'web',
          include: web,
          globalSetup: [
            'packages/testing/src/postgres/vitest-setup.ts',
            'scripts/web/vitest-browser-setup.ts',
          ],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          expect: patience,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
