import type { RunDirectly } from './direct.ts'
import { WireConnection } from './wire-connection.ts'

const readConnections = 4
const writeConnections = 8

/** Connections for fixed statements outside transactions, opened when they are first needed. */
export interface Wires {
  run: RunDirectly
  close(): Promise<void>
}

export function createWires(url: string): Wires {
  const reading = connectionSet(url, readConnections)
  const writing = connectionSet(url, writeConnections)
  /** Who waits for a connection of his own. */
  const waiting: ((connection: WireConnection) => void)[] = []

  async function alone(...[statement, parameters]: Parameters<RunDirectly>): Promise<unknown[]> {
    let connection = writing.leastBusy()
    if (connection.underWay > 0) {
      const { promise, resolve } = Promise.withResolvers<WireConnection>()
      waiting.push(resolve)
      connection = await promise
    }
    try {
      return await connection.run(statement, parameters)
    } finally {
      const free = waiting.length > 0 ? writing.leastBusy() : undefined
      if (free?.underWay === 0) waiting.shift()?.(free)
    }
  }

  return {
    run: (statement, parameters) =>
      statement.pipelined ? reading.leastBusy().run(statement, parameters) : alone(statement, parameters),
    async close() {
      await Promise.all([reading.close(), writing.close()])
    },
  }
}

function connectionSet(url: string, size: number) {
  const connections: (WireConnection | undefined)[] = Array.from({ length: size })

  function open(index: number): WireConnection {
    const connection = new WireConnection(url, () => {
      // Whoever comes next opens another one.
      if (connections[index] === connection) connections[index] = undefined
    })
    connections[index] = connection
    return connection
  }

  return {
    leastBusy(): WireConnection {
      let best = 0
      for (let index = 0; index < size; index++) {
        const connection = connections[index]
        const busy = connection?.underWay ?? 0
        // An open connection that is free rather than a new one.
        if (connection && busy === 0) return connection
        if (busy < (connections[best]?.underWay ?? 0)) best = index
      }
      return connections[best] ?? open(best)
    },
    async close() {
      await Promise.all(connections.map((connection) => connection?.close()))
    },
  }
}
