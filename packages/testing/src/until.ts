import { setTimeout as pause } from 'node:timers/promises'

/** Waits until the condition holds; looks every 10 ms. The time-out counts on a machine half as fast, beside others. */
export async function until(condition: () => Promise<boolean> | boolean, timeoutMs = 30_000): Promise<void> {
  const deadline = Date.now() + timeoutMs
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`the condition did not hold within ${timeoutMs} ms`)
    await pause(10)
  }
}
