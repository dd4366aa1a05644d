import { accessSync, constants, createReadStream, statSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import type { Intervenant } from '../intervenant/index.ts'
import type { Database } from '../platform/database.ts'
import { notFound, refused } from '../platform/errors.ts'
import { Form } from '../platform/form.ts'
import type { Platform } from '../platform/platform.ts'
import { type BackupMaker, copyBackup } from './commands.ts'
import { backupFolder, listBackups } from './files.ts'
import { commitRestore, discard, stageRestore } from './restore.ts'
import { backupSettings } from './settings.ts'
import type { Backup, Backups, LastBackup, RestoreCheck } from './wire.ts'
import { reasonOf } from './work.ts'

interface ByName {
  Params: { name: string }
}

interface RestoreTools {
  intervenant: Intervenant
  maker: BackupMaker
  carry: ((restored: Database) => void)[]
  /** Stops and restarts the till. */
  restart(): void
}

export function backupRoutes(platform: Platform, { intervenant, maker, carry, restart }: RestoreTools): void {
  const { http, config, database, settings, live } = platform
  const folder = backupFolder(config.dataDir)
  const get = (name: string): Backup => {
    const backup = listBackups(folder).find((one) => one.name === name)
    if (!backup) throw notFound(`Aucune sauvegarde ${name}.`)
    return backup
  }
  let isRestoring = false

  http.get(
    '/api/backups',
    (): Backups => ({
      folder,
      backups: listBackups(folder),
      isRunning: maker.isRunning,
      lastError: maker.lastError,
      keepDays: settings.get(backupSettings.keepDays),
      copyFolder: settings.get(backupSettings.copyFolder),
    }),
  )
  http.get('/api/backups/last', (): LastBackup => ({ at: listBackups(folder)[0]?.at ?? null }))
  http.post('/api/backups', async (_request, reply) => reply.code(201).send(await maker.make('manual')))
  http.put('/api/backups/settings', ({ body }, reply) => {
    const { keepDays, copyFolder } = readSettings(body)
    database.transaction(() => {
      settings.set(backupSettings.keepDays, keepDays)
      settings.set(backupSettings.copyFolder, copyFolder)
      database.afterCommit(() => live.push('backups'))
    })
    return reply.code(204).send()
  })
  http.get<ByName>('/api/backups/:name/file', ({ params }, reply) => {
    const { name, bytes } = get(params.name)
    return reply
      .headers({
        'content-type': 'application/vnd.sqlite3',
        'content-length': bytes,
        'content-disposition': `attachment; filename="${name}"`,
      })
      .send(createReadStream(join(folder, name)))
  })
  http.post<ByName>('/api/backups/:name/copy', async ({ params, body }, reply) => {
    const { name } = get(params.name)
    const form = new Form(body)
    const target = readFolder(form, 'folder', { isRequired: true })
    form.check()
    try {
      await copyBackup(config.dataDir, name, target)
    } catch (error) {
      throw refused(`La copie dans ${target} a échoué : ${reasonOf(error)}`)
    }
    return reply.code(204).send()
  })

  /** Checks the file before the user confirms; nothing changes. */
  http.post<ByName>('/api/backups/:name/check', async (request): Promise<RestoreCheck> => {
    intervenant.require(request)
    const backup = get(request.params.name)
    const { file, sales } = await stageRestore(platform, backup)
    discard(file)
    const { count } = database.get<{ count: number }>('select count(*) as count from sale')!
    return { backup, sales, lostSales: Math.max(0, count - sales) }
  })
  http.post<ByName>('/api/backups/:name/restore', async (request, reply) => {
    intervenant.require(request)
    const backup = get(request.params.name)
    if (isRestoring) throw refused('Une restauration est déjà en cours.')
    isRestoring = true
    try {
      await maker.settled()
      const { file } = await stageRestore(platform, backup)
      commitRestore(platform, backup, file, carry)
    } catch (error) {
      isRestoring = false
      throw error
    }
    reply.raw.once('finish', restart)
    return reply.code(202).send({ restarting: true })
  })
}

/** @throws {TillError} 422 */
function readSettings(body: unknown): { keepDays: number; copyFolder: string } {
  const form = new Form(body)
  const keepDays = form.integer('keepDays', { least: 1, most: 3650 })
  if (keepDays === null) form.fail('keepDays', 'Un nombre de jours de 1 à 3650 est attendu.')
  const copyFolder = readFolder(form, 'copyFolder')
  form.check()
  return { keepDays: keepDays ?? 1, copyFolder }
}

/** Reads the path of a writable folder on this machine; empty for none. */
function readFolder(form: Form, field: string, { isRequired = false } = {}): string {
  const path = form.text(field, { most: 500, isRequired })
  if (path === '') return ''
  if (!isAbsolute(path))
    form.fail(field, 'Un chemin complet est attendu, tel que /media/cle ou D:\\sauvegardes.')
  else if (!isWritableFolder(path))
    form.fail(field, `« ${path} » n'est pas un dossier où la caisse peut écrire.`)
  return path
}

function isWritableFolder(path: string): boolean {
  try {
    accessSync(path, constants.W_OK)
    return statSync(path).isDirectory()
  } catch {
    return false
  }
}
