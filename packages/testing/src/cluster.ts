import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from '@hub/hub/database'
import type { TestDatabase } from './database.ts'

/** What a power cut would take is of no use to a test. */
const hasty = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }

export interface TestCluster {
  url: string
  stop(): Promise<void>
}

/** A PostgreSQL of its own in a temporary folder, which goes with it. It ends with this process in any case. */
export async function startCluster(settings: Readonly<Record<string, string>> = {}): Promise<TestCluster> {
  const dataDir = await mkdtemp(join(tmpdir(), 'hub-cluster-'))
  const { url, stop } = await startEmbedded({ dataDir, settings: { ...hasty, ...settings } })
  return {
    url,
    async stop() {
      await stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** An empty database outside the test runner, for scripts. */
export async function createOwnDatabase(): Promise<TestDatabase> {
  const { url, stop } = await startCluster()
  return { setting: { url }, drop: stop }
}
