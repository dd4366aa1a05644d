// The worker thread that reads imported files.
import { type ReadingTools, readOneMoment } from '../../long-readings/index.ts'
import { serveTasks } from '../../platform/thread.ts'
import { FileProblem, type Rows, readFile } from '../files.ts'
import { planArticles } from './articles.ts'
import { planCustomers } from './customers.ts'
import { add, addProblems, noTotals, type Planner, type Step, type Totals, totalsOfProblem } from './plan.ts'
import type { PlanMessage, PlanTask } from './planning.ts'
import { planStock } from './stock.ts'

/** Small enough that receiving a batch does not delay the counter. */
const rowsAtOnce = 200

type Tell = (message: PlanMessage) => void

serveTasks<PlanTask, PlanMessage>(async (task, tell) => ({ totals: await read(task, tell) }))

async function read(task: PlanTask, tell: Tell): Promise<Totals> {
  try {
    const rows = await readFile(task.fileName, Buffer.from(task.bytes))
    return readOneMoment(task.file, (tools) =>
      sum(plan(task, tools, rows), { skipped: task.skipped, total: rows.length - 1, tell }),
    )
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error
    return totalsOfProblem(error)
  }
}

function plan(task: PlanTask, { database }: ReadingTools, rows: Rows): Planner {
  const now = Temporal.Instant.from(task.now)
  if (task.dataset === 'articles') return planArticles(database, rows, new Set(task.pictures))
  return task.dataset === 'stock'
    ? planStock(database, rows)
    : planCustomers(database, { now: () => now }, rows)
}

function sum(
  planner: Planner,
  { skipped, total, tell }: { skipped: number; total: number; tell: Tell },
): Totals {
  const totals = noTotals()
  let steps: Step[] = []
  let done = 0
  for (const step of planner) {
    done += 1
    if (done <= skipped) continue
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
