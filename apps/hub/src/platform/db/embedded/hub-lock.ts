import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { createConnection, createServer } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as wait } from 'node:timers/promises'
import { EmbeddedDatabaseError } from './error.ts'
import type { Places } from './places.ts'

/** Released with the process, by `kill -9` too. */
export interface HubLock {
  release(): Promise<void>
}

/** A holder that is starting does not listen yet, one that was stopped never answers. */
const answerWithinMs = 3000
const lookEveryMs = 20
const sqliteBusy = 5

/**
 * One hub per `DATA_DIR`: it listens on `hub.sock` for as long as it lives, and answers its process id (operations C5).
 * Which of two that start at once may do so is decided by the system's lock of a file, the only one that goes with its
 * process and is never stale; Node has it by SQLite.
 * @throws {EmbeddedDatabaseError} when another hub holds it
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
  // The server lives until it is closed, and the lock with it.
  server.once('close', () => file.close())
  try {
    // Of a hub that was killed.
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
    // Nothing is written: a full disk locks as well.
    file.exec('pragma journal_mode = memory; begin immediate')
    return file
  } catch (error) {
    file.close()
    if ((error as { errcode?: number }).errcode === sqliteBusy) return undefined
    throw error
  }
}

/** The process that holds the lock; undefined when it does not answer. */
async function askHolder(path: string): Promise<string | undefined> {
  for (const until = Date.now() + answerWithinMs; Date.now() < until; await wait(lookEveryMs)) {
    const socket = createConnection(path)
    socket.setEncoding('utf8').setTimeout(answerWithinMs, () => socket.destroy())
    try {
      let answer = ''
      for await (const chunk of socket) answer += chunk
      if (answer !== '') return answer
    } catch {
      // It does not listen yet, or no more.
    }
  }
  return undefined
}
