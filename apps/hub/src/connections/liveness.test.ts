import { test } from 'vitest'
import { checkLiveness } from './testing/liveness.ts'

test('a client that is stopped, cut off or killed is silent in time, in every place (support U2, 8.1)', async () => {
  await checkLiveness({
    config: { streams: { lifetimeMs: [1500, 2500], returnWithinMs: 2500 }, silentAfterMs: 3000 },
    wellForMs: 6000,
    silentWithinMs: 15_000,
  })
}, 120_000)
