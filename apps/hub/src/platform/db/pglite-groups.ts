import type { FixedStatement, RunDirectly } from './direct.ts'
import type { PreparedStatements } from './pglite-statements.ts'

const largestGroup = 32

interface Waiting {
  statement: FixedStatement
  parameters: readonly unknown[]
  resolve: (rows: unknown[]) => void
  reject: (error: unknown) => void
}

/**
 * Lets writes that wait at the same time commit together: what a commit costs is the wait for the disk. Each is
 * answered after the commit, as if it had been alone; when one of them fails, none is done, and each runs alone.
 * @param take waits until nobody else has the database, and gives what ends that
 */
export function createGroups(take: () => Promise<() => void>, statements: PreparedStatements): RunDirectly {
  let waiting: Waiting[] = []
  let isAsked = false

  async function runGroup() {
    // Whatever this turn of the event loop brings is in the group.
    await new Promise<void>((resolve) => setImmediate(resolve))
    const done = await take()
    const group = waiting.slice(0, largestGroup)
    waiting = waiting.slice(largestGroup)
    isAsked = false
    if (waiting.length > 0) ask()
    try {
      const results = await statements.runTogether(group)
      for (const [index, { resolve }] of group.entries()) resolve(results[index]!)
    } catch {
      for (const { statement, parameters, resolve, reject } of group) {
        await statements.run(statement, parameters).then(resolve, reject)
      }
    } finally {
      done()
    }
  }

  function ask() {
    if (isAsked) return
    isAsked = true
    void runGroup()
  }

  return (statement, parameters) => {
    const { promise, resolve, reject } = Promise.withResolvers<unknown[]>()
    waiting.push({ statement, parameters, resolve, reject })
    ask()
    return promise
  }
}
