// The thread that reads the file of an import.
import { parentPort, workerData } from 'node:worker_threads'
import { type ReadingTools, readOneMoment } from '../../long-readings/index.ts'
import { FileProblem, type Rows, readFile } from '../files.ts'
import { planArticles } from './articles.ts'
import { planCustomers } from './customers.ts'
import { add, addProblems, noTotals, type Planner, type Step, type Totals } from './plan.ts'
import type { PlanMessage, PlanTask } from './planning.ts'
import { planStock } from './stock.ts'

/** Few enough to be received between two turns of the counter. */
const rowsAtOnce = 200

const task = workerData as PlanTask
const tell = (message: PlanMessage) => parentPort!.postMessage(message)

tell({ totals: await read() })

async function read(): Promise<Totals> {
  try {
    const rows = await readFile(task.fileName, Buffer.from(task.bytes))
    return readOneMoment(task.file, (tools) => sum(plan(tools, rows), rows.length - 1))
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error
    const { row, column, message } = error
    return { ...noTotals(), problems: [{ row, column: column ?? 'A', message }], problemCount: 1 }
  }
}

function plan({ database }: ReadingTools, rows: Rows): Planner {
  const now = Temporal.Instant.from(task.now)
  if (task.dataset === 'articles') return planArticles(database, rows, new Set(task.pictures))
  return task.dataset === 'stock'
    ? planStock(database, rows)
    : planCustomers(database, { now: () => now }, rows)
}

function sum(planner: Planner, total: number): Totals {
  const totals = noTotals()
  let steps: Step[] = []
  let done = 0
  for (const step of planner) {
    done += 1
    if (done <= task.skipped) continue
    add(totals, step)
    addProblems(totals, step.problems)
    steps.push(step)
    if (steps.length < rowsAtOnce) continue
    tell({ done, total, steps })
    steps = []
  }
  tell({ done, total, steps })
  return totals
}
