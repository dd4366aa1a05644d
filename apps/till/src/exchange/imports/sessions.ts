import { setImmediate } from 'node:timers/promises'
import type { Customers } from '../../customers/index.ts'
import { notFound, refused } from '../../platform/errors.ts'
import type { Platform } from '../../platform/platform.ts'
import { recordEvent } from '../../technical-events/index.ts'
import { FileProblem, type Rows, readFile } from '../files.ts'
import type { ExchangeProgress, ImportedDataset, ImportPreview, ImportResult } from '../wire.ts'
import { planArticles } from './articles.ts'
import { planCustomers } from './customers.ts'
import { PictureShelf } from './pictures.ts'
import { add, noTotals, type Planner, type Totals } from './plan.ts'
import { planStock } from './stock.ts'

/** Rows read before others get their turn. */
const rowsAtOnce = 200
/** Dry runs kept until someone applies them. */
const mostKept = 5

interface Kept {
  preview: ImportPreview
  file: Rows
}

export interface Imports {
  pictures: PictureShelf
  /** The dry run: what the file would do, and what is wrong with it. */
  read(dataset: ImportedDataset, fileName: string, bytes: Buffer): Promise<ImportPreview>
  /**
   * Does it, in one transaction.
   * @throws {TillError} 404, and 422 when the till changed so that the file is no longer right; nothing is written then
   */
  apply(id: string): ImportResult
  forget(id: string): void
}

export function createImports(platform: Platform, people: Customers): Imports {
  const { live, database } = platform
  const pictures = new PictureShelf()
  const kept = new Map<string, Kept>()
  const plan = (dataset: ImportedDataset, file: Rows, tools = platform): Planner => {
    if (dataset === 'articles') return planArticles(tools, file, pictures.all)
    return dataset === 'stock' ? planStock(tools, file) : planCustomers(tools, people, file)
  }

  async function read(dataset: ImportedDataset, fileName: string, bytes: Buffer): Promise<ImportPreview> {
    const { file, totals } = await dryRun(dataset, fileName, bytes)
    const rows = totals.creations + totals.changes + totals.unchanged
    const preview = { id: crypto.randomUUID(), dataset, fileName, rows, ...totals }
    if (file && totals.problemCount === 0) {
      kept.set(preview.id, { preview, file })
      for (const id of [...kept.keys()].slice(0, -mostKept)) kept.delete(id)
    }
    return preview
  }

  async function dryRun(dataset: ImportedDataset, fileName: string, bytes: Buffer) {
    const totals = noTotals()
    try {
      const file = await readFile(fileName, bytes)
      const total = file.length - 1
      let done = 0
      for (const step of plan(dataset, file)) {
        add(totals, step)
        done += 1
        if (done % rowsAtOnce !== 0) continue
        live.push('exchange-progress', { fileName, done, total } satisfies ExchangeProgress)
        await setImmediate()
      }
      return { file, totals }
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error
      const { row, column, message } = error
      const problem = { row, column: column ?? 'A', message }
      return { file: undefined, totals: { ...noTotals(), problems: [problem], problemCount: 1 } }
    }
  }

  function apply(id: string): ImportResult {
    const one = kept.get(id)
    if (!one) throw notFound("Cet import n'est plus en attente : choisissez le fichier de nouveau.")
    const { dataset, fileName } = one.preview
    // Thousands of articles are one news for the screens.
    const topics = new Set<string>([dataset])
    const quiet = { ...platform, live: { ...live, push: (topic: string) => topics.add(topic) } }
    const totals = database.transaction(() => {
      const done = noTotals()
      const steps = [...plan(dataset, one.file, quiet)]
      for (const step of steps) add(done, step)
      refuseProblems(done)
      for (const step of steps) step.apply()
      recordEvent(platform, 'import', sentence(fileName, done))
      database.afterCommit(() => {
        for (const topic of topics) live.push(topic)
      })
      return done
    })
    kept.delete(id)
    pictures.clear()
    const { creations, changes, stockChanges, unchanged } = totals
    return { creations, changes, stockChanges, unchanged }
  }
  return { pictures, read, apply, forget: (id) => kept.delete(id) }
}

/** The till went on selling since the dry run. */
function refuseProblems({ problems: [first] }: Totals): void {
  if (first)
    throw refused(
      `Rien n'est importé. La caisse a changé depuis la vérification : ligne ${first.row}, ${first.column} : ${first.message}`,
    )
}

const sentence = (fileName: string, { creations, changes }: Totals) =>
  `Import de ${fileName} : ${creations} création(s), ${changes} modification(s)`
