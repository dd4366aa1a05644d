import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { createConnection, createServer } from 'node:net'
import { join } from 'node:path'
import { EmbeddedDatabaseError } from './error.ts'

/** Released with the process, by `kill -9` too. */
export interface HubLock {
  release(): Promise<void>
}

/**
 * One hub per `DATA_DIR`: it listens on `hub.sock` for as long as it lives, and answers its process id (operations C5).
 * @throws {EmbeddedDatabaseError} when another hub holds it
 */
export async function takeHubLock(folder: string): Promise<HubLock> {
  const path = join(folder, 'hub.sock')
  const holder = await askHolder(path)
  if (holder !== undefined)
    throw new EmbeddedDatabaseError(
      `DATA_DIR is used by another hub, process ${holder}. Stop it, or choose another DATA_DIR.`,
    )
  rmSync(path, { force: true })
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.end(String(process.pid))
  })
  await once(server.listen(path), 'listening')
  server.unref()
  return {
    async release() {
      server.close()
      await once(server, 'close')
    },
  }
}

/** The process that holds the lock; undefined when nobody answers. */
async function askHolder(path: string): Promise<string | undefined> {
  const socket = createConnection(path)
  socket.setEncoding('utf8')
  try {
    let answer = ''
    for await (const chunk of socket) answer += chunk
    return answer
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ECONNREFUSED') return undefined
    throw error
  }
}
