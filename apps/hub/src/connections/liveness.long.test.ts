import { test } from 'vitest'
import { checkLiveness } from './testing/liveness.ts'

test('with the durations of the contract: silent within 150 s (support U2, 8.1)', async () => {
  await checkLiveness({ wellForMs: 100_000, silentWithinMs: 150_000 })
}, 600_000)
