// The programs that are bundled, and what must not be loaded when they start.

export interface BundledProgram {
  name: string
  /** Its first module, from the root of the repository. */
  entry: string
  /** A module that the entry imports by `import()` at each start, while it waits for something else. */
  rest?: string
  /**
   * Packages, or folders of ours, that few requests need: behind an `import()` or in a thread. A static import of one
   * fails the build.
   */
  late: readonly string[]
}

export const programs: readonly BundledProgram[] = [
  {
    name: 'hub',
    entry: 'apps/hub/src/serve.ts',
    rest: 'apps/hub/src/serve-hub.ts',
    late: [
      'nodemailer',
      '@scalar/api-reference',
      'packages/contract/src/openapi',
      'packages/contract/src/reference',
    ],
  },
  {
    name: 'till',
    entry: 'apps/till/src/main.ts',
    late: [
      '@peculiar/x509',
      'reflect-metadata',
      'read-excel-file',
      'write-excel-file',
      'csv-parse',
      'csv-stringify',
    ],
  },
]

/** Packages whose code names files beside itself in a part that no program of ours runs: transports of pino. */
export const unusedFileUsers: ReadonlySet<string> = new Set(['pino', 'thread-stream'])
