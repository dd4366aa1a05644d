import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

// One database is prepared per run; every hub of a test has a copy of it (packages/testing/src/global-setup.ts).
const database = { globalSetup: ['packages/testing/src/global-setup.ts'] }
/**
 * Node runs the sources as the programs do, and keeps what it compiled. Vite would transform each module for a run, and
 * its own imports cost the modules of a hub a good part of their speed. Screens need Vite: they are unit tests.
 */
const byNode = {
  experimental: { viteModuleRunner: false, nodeLoader: false },
  // Passwords of these tests are hashed at a low cost (apps/hub/package.json, imports). Programs that a test starts, and
  // the unit tests, have the cost of production.
  execArgv: ['--conditions=order-hub-tests'],
}
/** A minute and more: with their own commands, and in continuous integration. */
const long = process.env.LONG_TESTS === undefined ? ['**/*.long.test.ts'] : []

/** They run for long for their size: most of it is waiting for programs or time-outs. */
const longFiles = [
  'chaos',
  'connection/pairing',
  'connector/troubleshooting',
  'exchange/piecewise',
  'live.long',
  'liveness',
  'liveness.long',
  'operator/cli',
  'planted-secrets',
  'start',
  'till-and-hub',
  'till-chaos',
  'till-network',
]

/** Small files that run for long begin first: Vitest goes by the size of a file, and last they would run alone. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isLong = ({ moduleId }: TestSpecification) =>
      longFiles.some((name) => moduleId.endsWith(`/${name}.test.ts`))
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    pool: 'forks',
    // Two cores, and a third that goes on where tests wait.
    maxWorkers: 3,
    // Modules are loaded once per worker: loading them for each file took a third of the time. So no test may leave
    // anything behind in a module, and no module of ours keeps what a test could change.
    isolate: false,
    // Room for a machine half as fast, beside another run: they only count when something fails.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [
            'packages/{money,contract,client}/src/**/*.test.ts',
            'apps/*/{src,web}/**/*.unit.test.ts',
            'apps/hub/src/**/rules.test.ts',
            'apps/back-office/src/**/*.test.ts',
          ],
        },
      },
      {
        extends: true,
        test: {
          name: 'suites',
          include: [
            'apps/{hub,till}/src/**/*.test.ts',
            'packages/testing/src/**/*.test.ts',
            'tests/*.test.ts',
          ],
          exclude: ['**/rules.test.ts', '**/*.unit.test.ts', ...long],
          ...database,
          ...byNode,
        },
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['tests/journeys/**/*.test.ts'],
          exclude: long,
          testTimeout: 240_000,
          ...database,
          ...byNode,
        },
      },
    ],
  },
})
