// The worker thread that copies and checks databases.
import { chmodSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { migrations } from '../migrations/index.ts'
import { Database } from '../platform/database.ts'
import { StartError } from '../platform/errors.ts'
import { migrate } from '../platform/migrate.ts'
import { serveTasks } from '../platform/thread.ts'
import { verifyChain } from '../sales/index.ts'
import { sync } from './files.ts'
import type { Outcome, Task } from './work.ts'

const mostProblems = 10

serveTasks(work)

function work(task: Task): Outcome {
  copy(task)
  if (task.kind === 'copy') return { problems: quickCheck(task.target), sales: 0 }
  return check(task.target, task.now)
}

/** Takes a consistent snapshot of a database in use. Copying its files would not be consistent. */
function copy({ source, target }: Task): void {
  rmSync(target, { force: true })
  const sqlite = new DatabaseSync(source, { readOnly: true, timeout: 5000 })
  try {
    sqlite.prepare('vacuum into ?').run(target)
  } finally {
    sqlite.close()
  }
  chmodSync(target, 0o600)
  sync(target)
}

function quickCheck(file: string): string[] {
  const sqlite = new DatabaseSync(file, { readOnly: true })
  try {
    return sqlite
      .prepare("select quick_check as problem from pragma_quick_check where quick_check <> 'ok'")
      .all()
      .map(({ problem }) => String(problem))
  } finally {
    sqlite.close()
  }
}

function check(file: string, now: string): Outcome {
  const damage = quickCheck(file)
  if (damage.length > 0) return { problems: damage.slice(0, mostProblems), sales: 0 }
  const database = new Database(file)
  try {
    const isTill = database.get("select 1 from sqlite_master where name = 'chain_entry'") !== undefined
    if (!isTill) return { problems: ["ce n'est pas une base de cette caisse"], sales: 0 }
    migrate(database, migrations, { now: () => Temporal.Instant.from(now) })
    const strays = database
      .all<{ table: string }>('select distinct "table" from pragma_foreign_key_check')
      .map(({ table }) => `une ligne de ${table} ne mène nulle part`)
    const { sales, problems } = verifyChain(database)
    const [first] = problems
    const chain =
      first === undefined ? [] : [`la chaîne des ventes est rompue, ${problems.length} fois : ${first}`]
    return { problems: [...strays.slice(0, mostProblems), ...chain], sales }
  } catch (error) {
    if (!(error instanceof StartError)) throw error
    return { problems: [error.message], sales: 0 }
  } finally {
    database.close()
  }
}
