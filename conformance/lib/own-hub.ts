import { createOwnDatabase, operatorToken, type StartOptions, startHub } from '@hub/testing'
import type { OwnHub } from './world.ts'

/**
 * Starts a hub whose clock moves when told. `closeAll` closes it and those started from it.
 * @param database how each hub finds its own; by default a PostgreSQL of its own
 */
export async function startOwnHub(
  database: () => Promise<StartOptions['database']> = createOwnDatabase,
): Promise<OwnHub & { closeAll(): Promise<void> }> {
  const started: { close(): Promise<void> }[] = []

  async function start(config: StartOptions['config']): Promise<OwnHub> {
    let offsetMs = 0
    const ownDatabase = await database()
    const hub = await startHub({
      clock: { now: () => Date.now() + offsetMs },
      config: { ...config },
      ...(ownDatabase && { database: ownDatabase }),
    })
    started.push({
      async close() {
        await hub.close()
        await ownDatabase?.drop()
      },
    })
    return {
      origin: hub.origin,
      operatorToken,
      now: () => Date.now() + offsetMs,
      advance(duration) {
        offsetMs += Temporal.Duration.from(duration).total({ unit: 'milliseconds' })
      },
      another: (settings) => start(settings),
    }
  }
  return {
    ...(await start({})),
    async closeAll() {
      for (const hub of started) await hub.close()
    },
  }
}
