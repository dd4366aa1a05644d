import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { createConnection, createServer } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { EmbeddedDatabaseError } from './error.ts'
import type { Places } from './places.ts'

/** Released when the process ends, even by `kill -9`. */
export interface HubLock {
  release(): Promise<void>
}

/** The holder may still be starting and not listen yet; a suspended one never answers. */
const answerWithinMs = 3000
const lookEveryMs = 20
const sqliteBusy = 5

/**
 * Ensures one hub per `DATA_DIR`. The hub listens on `hub.sock` while it lives, and answers with its process id
 * (operations C5). A file lock of the operating system decides which of two hubs may start: only such a lock ends
 * with its process and is never stale. Node offers it through SQLite.
 * @throws {EmbeddedDatabaseError} if another hub holds the lock
 */
export async function takeHubLock({
  lockFile,
  sockets,
}: Pick<Places, 'lockFile' | 'sockets'>): Promise<HubLock> {
  const path = join(sockets, 'hub.sock')
  const file = lockOf(lockFile)
  if (!file) {
    const holder = await askHolder(path)
    throw new EmbeddedDatabaseError(
      `DATA_DIR is used by another hub${holder ? `, process ${holder}` : ''}. Stop it, or choose another DATA_DIR.`,
    )
  }
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.end(String(process.pid), () => socket.destroy())
  })
  // The lock is held until the server is closed.
  server.once('close', () => file.close())
  try {
    // A hub that was killed leaves its socket behind.
    rmSync(path, { force: true })
    await once(server.listen(path), 'listening')
  } catch (error) {
    file.close()
    throw error
  }
  server.on('error', () => undefined)
  server.unref()
  const closed = once(server, 'close')
  return {
    async release() {
      server.close()
      await closed
    },
  }
}

function lockOf(path: string): DatabaseSync | undefined {
  const file = new DatabaseSync(path)
  try {
    // Nothing is written, so the lock also works on a full disk.
    file.exec('pragma journal_mode = memory; begin immediate')
    return file
  } catch (error) {
    file.close()
    if ((error as { errcode?: number }).errcode === sqliteBusy) return undefined
    throw error
  }
}

/** The process id of the lock's holder; undefined if it does not answer. */
async function askHolder(path: string): Promise<string | undefined> {
  for (const until = Date.now() + answerWithinMs; Date.now() < until; await wait(lookEveryMs)) {
    const socket = createConnection(path)
    socket.setEncoding('utf8').setTimeout(answerWithinMs, () => socket.destroy())
    try {
      let answer = ''
      for await (const chunk of socket) answer += chunk
      if (answer !== '') return answer
    } catch {
      // It does not listen yet, or it just stopped.
    }
  }
  return undefined
}
