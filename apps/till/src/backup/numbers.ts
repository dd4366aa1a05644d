// After a database restore, numbers continue above the highest ones ever given (contract, kezia D64). Otherwise two
// tickets, hub orders or articles could have the same number.
import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { isOwnNumber } from '../numbering/index.ts'
import type { Database } from '../platform/database.ts'
import type { Platform } from '../platform/platform.ts'
import { type GivenNumbers, readGivenNumbers, recordRestoration } from '../sales/index.ts'
import { recordEvent } from '../technical-events/index.ts'
import { backupFolder, replacedFolder } from './files.ts'

/** The last numbers given in a till database; undefined when it is missing or cannot be read. */
export function numbersOf(file: string): GivenNumbers | undefined {
  if (!existsSync(file)) return undefined
  try {
    const sqlite = new DatabaseSync(file, { readOnly: true, timeout: 1000 })
    try {
      return readGivenNumbers({ all: <T>(sql: string) => sqlite.prepare(sql).all() as T[] })
    } finally {
      sqlite.close()
    }
  } catch {
    // Damaged, which may be the reason for the restore, or not a till database.
    return undefined
  }
}

/**
 * Marks a restored database, so that its first start calls {@link resumeNumbers}. In a transaction of that database.
 */
export const awaitNumbers = (restored: Database, backup: string, lastTicket: number | undefined): void => {
  restored.run('delete from pending_restoration')
  restored.run('insert into pending_restoration values (1, ?, ?)', backup, lastTicket ?? null)
}

/**
 * Completes a database restore at the first start, before anything is sold: reads the last numbers of every database of
 * this till that still exists, replaced ones and backups, and continues above them.
 */
export function resumeNumbers(
  tools: Pick<Platform, 'config' | 'database' | 'settings' | 'clock' | 'live'>,
): void {
  const { database, config } = tools
  const pending = database.get<{ backup: string; lastTicket: number | null }>(
    'select backup, last_ticket as lastTicket from pending_restoration',
  )
  if (!pending) return
  const { backup, lastTicket } = pending
  const given: GivenNumbers = new Map(lastTicket === null ? [] : [['ticket', lastTicket]])
  const unread: string[] = []
  for (const file of [replacedFolder(config.dataDir), backupFolder(config.dataDir)].flatMap(listDatabases)) {
    const numbers = numbersOf(file)
    if (!numbers) unread.push(basename(file))
    else if (isOwn(tools, numbers))
      for (const [series, last] of numbers) given.set(series, Math.max(last, given.get(series) ?? 0))
  }
  database.transaction(() => {
    const ticket = recordRestoration(tools, backup, given).get('ticket')
    database.run('delete from pending_restoration')
    if (ticket !== undefined)
      recordEvent(tools, 'restore', `Après ${backup}, les tickets continuent au n° ${ticket + 1}`)
    if (unread.length > 0) recordEvent(tools, 'restore', `Numéros illisibles dans ${unread.join(', ')}`)
  })
}

/** False for another station's backup, which a user may have copied into the folder. */
function isOwn(tools: Pick<Platform, 'settings'>, numbers: GivenNumbers): boolean {
  const ticket = numbers.get('ticket')
  return ticket === undefined || isOwnNumber(tools, ticket)
}

const listDatabases = (folder: string): string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith('.sqlite'))
        .map((name) => join(folder, name))
    : []
