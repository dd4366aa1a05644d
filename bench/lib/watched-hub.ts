// The hub, with its event loop watched: a message `loop` is answered with the longest time it was held since the last.
import { monitorEventLoopDelay } from 'node:perf_hooks'

const resolutionMs = 1
const delay = monitorEventLoopDelay({ resolution: resolutionMs })
delay.enable()
process.on('message', (message) => {
  if (message !== 'loop') return
  process.send?.({ loopMs: Math.max(0, delay.max / 1e6 - resolutionMs) })
  delay.reset()
})
await import('../../apps/hub/src/main.ts')
