import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { startTill, type Till } from '../app.ts'
import type { TillConfig } from '../config.ts'

export const temporaryFolder = () => mkdtempSync(join(tmpdir(), 'till-'))

/** A real till on a free port, with a file of its own, closed with the test. */
export async function startTestTill(overrides: Partial<TillConfig> = {}): Promise<Till> {
  const dataDir = overrides.dataDir ?? temporaryFolder()
  const till = await startTill({
    port: 0,
    host: '127.0.0.1',
    dataDir,
    demo: true,
    hub: {
      apiOrigin: 'http://127.0.0.1:9',
      managerOrigin: 'http://127.0.0.1:9',
      clientFile: join(dataDir, 'till-client.json'),
    },
    pollSeconds: 30,
    ...overrides,
  })
  onTestFinished(() => till.close())
  return till
}
