import { hash } from 'node:crypto'
import type { Customers } from '../../customers/index.ts'
import { notFound, outdated, refused, TillError } from '../../platform/errors.ts'
import type { Platform } from '../../platform/platform.ts'
import type { ExchangeProgress, ImportedDataset, ImportPreview, ImportRun } from '../wire.ts'
import { PictureShelf } from './pictures.ts'
import { noResult } from './plan.ts'
import { planImport } from './planning.ts'
import * as store from './store.ts'
import { end, type Stop, writeRows } from './writing.ts'

/** How many dry runs are kept for their application; older ones are dropped. */
const mostKept = 5

interface Kept {
  preview: ImportPreview
  bytes: Buffer
  digest: string
}

export interface Imports {
  pictures: PictureShelf
  /**
   * The dry run: reports what the file would change and what is wrong with it.
   * @throws {TillError} 409 while another import is running
   */
  read(dataset: ImportedDataset, fileName: string, bytes: Buffer): Promise<ImportPreview>
  /**
   * Reads the file again, then starts to write it in small batches between which the counter works.
   * @throws {TillError} 404; 409 while another import is running; 422 when changes in the till have made the file
   *   invalid. Nothing is written then
   */
  apply(id: string): Promise<ImportRun>
  /** The running import, else the last one; null before the first. */
  current(): ImportRun | null
  /** «Annuler»: stops writing; rows already written stay. */
  stop(): Promise<ImportRun | null>
  forget(id: string): void
}

export function createImports(platform: Platform, people: Customers): Imports {
  const { live, database, clock, http } = platform
  const pictures = new PictureShelf()
  const kept = new Map<string, Kept>()
  let running: { work: Promise<unknown>; stop: Stop } | undefined

  const left = store.findLast(database)
  if (left?.state === 'running') end(platform, left, "La caisse s'est arrêtée pendant l'import.")
  http.addHook('preClose', () => stopFor("La caisse a été arrêtée pendant l'import."))

  async function stopFor(reason: string): Promise<void> {
    if (!running) return
    running.stop.reason ??= reason
    await running.work
  }

  function refuseWhileRunning(): void {
    if (!running) return
    const { fileName, done, total } = store.findLast(database) ?? { fileName: '', done: 0, total: 0 }
    throw outdated(
      `L'import de « ${fileName} » est en cours (${done} ligne(s) sur ${total}) : attendez qu'il se termine, ou annulez-le.`,
    )
  }

  /** Where an interrupted import of the same file stopped. */
  function resumed(key: store.FileKey): { done: number; lastRow: number } {
    const last = store.findLastOf(database, key)
    return last && last.state !== 'done' ? last : { done: 0, lastRow: 1 }
  }

  const plan = (file: { dataset: ImportedDataset; fileName: string; bytes: Buffer }, skipped: number) =>
    planImport(platform, { ...file, skipped, pictures: [...pictures.all.keys()] }, (progress) =>
      live.push('exchange-progress', { fileName: file.fileName, ...progress } satisfies ExchangeProgress),
    )

  async function read(dataset: ImportedDataset, fileName: string, bytes: Buffer): Promise<ImportPreview> {
    refuseWhileRunning()
    const digest = hash('sha256', bytes)
    const { done, lastRow } = resumed({ dataset, digest })
    const { totals } = await plan({ dataset, fileName, bytes }, done)
    const rows = totals.creations + totals.changes + totals.unchanged
    const written = done === 0 ? null : { rows: done, lastRow }
    const preview = { id: crypto.randomUUID(), dataset, fileName, rows, written, ...totals }
    if (rows > 0 && totals.problemCount === 0) {
      kept.set(preview.id, { preview, bytes, digest })
      for (const id of [...kept.keys()].slice(0, -mostKept)) kept.delete(id)
    }
    return preview
  }

  async function apply(id: string): Promise<ImportRun> {
    refuseWhileRunning()
    const one = kept.get(id)
    if (!one) throw notFound("Cet import n'est plus en attente : choisissez le fichier de nouveau.")
    const started = Promise.withResolvers<ImportRun>()
    const stop: Stop = { reason: undefined }
    const work = write(one, stop, started.resolve).catch((error: unknown) => {
      started.reject(error)
      if (!(error instanceof TillError)) http.log.error(error)
    })
    running = { stop, work }
    const run = await started.promise
    live.push('imports')
    return run
  }

  async function write(
    { preview: { id, dataset, fileName }, bytes, digest }: Kept,
    stop: Stop,
    started: (run: ImportRun) => void,
  ): Promise<void> {
    try {
      const { done, lastRow } = resumed({ dataset, digest })
      const { totals, steps } = await plan({ dataset, fileName, bytes }, done)
      const [first] = totals.problems
      if (first)
        throw refused(
          `Rien n'est importé. La caisse a changé depuis la vérification : ligne ${first.row}, ${first.column} : ${first.message}`,
        )
      const total = done + steps.length
      const fresh = {
        ...noResult,
        dataset,
        fileName,
        state: 'running',
        reason: '',
        total,
        done,
        lastRow,
      } as const
      const now = clock.now().toString({ smallestUnit: 'second' })
      const run = { ...fresh, id: database.transaction(() => store.insert(database, fresh, digest, now)) }
      kept.delete(id)
      started(run)
      await writeRows({ ...platform, people, pictures: pictures.all }, run, steps, stop)
      pictures.clear()
    } finally {
      running = undefined
    }
  }

  function current(): ImportRun | null {
    const last = store.findLast(database) ?? null
    // Its end could not be stored, for example because the disk was full.
    return last?.state === 'running' && !running ? { ...last, state: 'stopped' } : last
  }

  return {
    pictures,
    read,
    apply,
    current,
    async stop() {
      await stopFor('Annulé.')
      return current()
    },
    forget: (id) => kept.delete(id),
  }
}
