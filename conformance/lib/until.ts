const everyMs = 50

/**
 * Waits for a condition.
 * @param seconds how long, at most
 * @throws when it does not come true
 */
export async function until(condition: () => Promise<boolean>, seconds = 5): Promise<void> {
  const deadline = Date.now() + seconds * 1000
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`not within ${seconds} s: ${condition}`)
    await new Promise((resolve) => setTimeout(resolve, everyMs))
  }
}
