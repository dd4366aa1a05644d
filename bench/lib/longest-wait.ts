/** What a key press of CAISSE may wait for. */
export const keyMs = 50

/** The longest wait of a small request, one after the other, while `work` goes on. */
export async function longestWait(origin: string, work: () => Promise<unknown>): Promise<number> {
  let isOver = false
  let longestMs = 0
  const asking = (async () => {
    while (!isOver) {
      const startedMs = performance.now()
      await (await fetch(`${origin}/api/backups/last`)).arrayBuffer()
      longestMs = Math.max(longestMs, performance.now() - startedMs)
    }
  })()
  try {
    await work()
  } finally {
    isOver = true
    await asking
  }
  return longestMs
}
