// The hub, with its event loop watched: a message `loop` is answered with the longest time it was held since the last.
import { monitorEventLoopDelay } from 'node:perf_hooks'

const resolutionMs = 1
const delay = monitorEventLoopDelay({ resolution: resolutionMs })
delay.enable()

/** Processor time of this thread, in ms. On a busy machine a thread also waits for its turn, which is no hold of ours. */
const workedMs = () => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}
let longestWorkMs = 0
let before = workedMs()
// Between two of these the loop did not come round.
setInterval(() => {
  const now = workedMs()
  longestWorkMs = Math.max(longestWorkMs, now - before)
  before = now
}, resolutionMs).unref()

process.on('message', (message) => {
  if (message !== 'loop') return
  // After what is still to be noted of this turn.
  setTimeout(() => {
    process.send?.({ loopMs: Math.max(0, delay.max / 1e6 - resolutionMs), workMs: longestWorkMs })
    delay.reset()
    longestWorkMs = 0
  }, 2 * resolutionMs)
})
await import('../../apps/hub/src/main.ts')
