// After a restore numbers go on above the highest ones that were ever given (contract, kezia D64): two tickets, two orders
// of the hub or two articles of one number would be taken for one another.
import { existsSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { isOwnNumber } from '../numbering/index.ts'
import type { Database } from '../platform/database.ts'
import type { Platform } from '../platform/platform.ts'
import { type GivenNumbers, readGivenNumbers, recordRestoration } from '../sales/index.ts'
import { recordEvent } from '../technical-events/index.ts'
import { backupFolder, replacedFolder } from './files.ts'

/** The numbers that a database of this till has given; undefined when it cannot be read. */
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
    // Damaged, or not a database of this till: perhaps why there is a restore.
    return undefined
  }
}

/** Says in the restored database that its numbers are to be looked at, in the caller's transaction of it. */
export const awaitNumbers = (restored: Database, backup: string, lastTicket: number | undefined): void => {
  restored.run('delete from pending_restoration')
  restored.run('insert into pending_restoration values (1, ?, ?)', backup, lastTicket ?? null)
}

/**
 * Works off a restore at the first start of its database, before anything is sold: every database of this till that is
 * still there is asked, those that were replaced and the other backups.
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

/** Somebody may have put the backup of another poste there. */
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
