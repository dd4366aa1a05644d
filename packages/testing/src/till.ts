import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startTill, type TillConfig } from '@hub/till'
import { copyMigratedFile } from '@hub/till/testing'

export interface TestTillOptions {
  /** Origin of the hub, or of a proxy before it. */
  hubOrigin: string
  /** Where the browser finds the hub's pages, when calls go through a proxy. */
  managerOrigin?: string
  client: { clientId: string; clientSecret?: string }
  /** Kept by the caller: the same till, started again. */
  dataDir?: string
  pollSeconds?: number
  clock?: TillConfig['clock']
}

/** Starts a real till with its demo set on a free port, wired to a hub. */
export async function startTestTill(options: TestTillOptions) {
  const { hubOrigin, client } = options
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'till-test-')))
  if (options.dataDir === undefined) copyMigratedFile(dataDir)
  const till = await startTill({
    port: 0,
    host: '127.0.0.1',
    dataDir,
    demo: true,
    hub: {
      apiOrigin: hubOrigin,
      managerOrigin: options.managerOrigin ?? hubOrigin,
      client: { id: client.clientId, secret: client.clientSecret },
      clientFile: join(dataDir, 'till-client.json'),
    },
    pollSeconds: options.pollSeconds ?? 1,
    ...(options.clock ? { clock: options.clock } : {}),
  })
  return {
    ...till,
    dataDir,
    async close() {
      await till.close()
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true })
    },
  }
}

export type TestTill = Awaited<ReturnType<typeof startTestTill>>
