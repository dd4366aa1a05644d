import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** Below what Linux and macOS give to outgoing connections and to `listen(0)`, unless they are set up otherwise. */
const range = { min: 10_000, max: 32_000 }

/**
 * A loopback port that is free now, for a program that is given its port or is started on it again:
 * the system does not give it to another program in between.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(range.min, range.max)
    const server = createServer()
    const listening = once(server, 'listening').then(
      () => true,
      () => false,
    )
    server.listen(port, '127.0.0.1')
    if (!(await listening)) continue
    server.close()
    await once(server, 'close')
    return port
  }
}
