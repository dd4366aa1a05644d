import pg from 'pg'
import type { FixedStatement } from './direct.ts'
import { parserOf } from './values.ts'

const connections = 2

interface Reader {
  client: pg.Client
  connected: Promise<unknown>
  underWay: number
  /** Whether what is written waits for the end of this turn of the event loop. */
  corked: boolean
}

interface Corkable {
  cork(): void
  uncork(): void
}

/** Connections on which short reads follow each other without waiting for answers. */
export interface Readers {
  run(statement: FixedStatement, parameters: readonly unknown[]): Promise<unknown[]>
  close(): Promise<void>
}

export function createReaders(url: string): Readers {
  const readers: (Reader | undefined)[] = Array.from({ length: connections })

  function open(index: number): Reader {
    const client = new pg.Client({
      connectionString: url,
      application_name: 'order-hub reads',
      pipeline: true,
      types: { getTypeParser: parserOf as typeof pg.types.getTypeParser },
    })
    const reader = { client, connected: client.connect(), underWay: 0, corked: false }
    // The queries under way fail by themselves; the next one opens another connection.
    const forget = () => {
      if (readers[index] === reader) readers[index] = undefined
    }
    client.on('error', forget)
    client.on('end', forget)
    reader.connected.catch(forget)
    readers[index] = reader
    return reader
  }

  function leastBusy(): Reader {
    let best = 0
    for (let index = 1; index < connections; index++) {
      if ((readers[index]?.underWay ?? 0) < (readers[best]?.underWay ?? 0)) best = index
    }
    return readers[best] ?? open(best)
  }

  /** One write for all that is asked in this turn of the event loop. */
  function gather(reader: Reader) {
    if (reader.corked) return
    const { stream } = (reader.client as unknown as { connection: { stream: Corkable } }).connection
    reader.corked = true
    stream.cork()
    setImmediate(() => {
      reader.corked = false
      stream.uncork()
    })
  }

  return {
    async run({ name, sql }, parameters) {
      const reader = leastBusy()
      reader.underWay++
      try {
        await reader.connected
        gather(reader)
        return (await reader.client.query({ name, text: sql, values: parameters as unknown[] })).rows
      } finally {
        reader.underWay--
      }
    },
    async close() {
      const open = readers.filter((reader) => reader !== undefined)
      await Promise.all(open.map(({ client }) => client.end()))
    },
  }
}
