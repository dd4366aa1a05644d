import { queryRows, runSql } from './sql.ts'

/** For a cluster whose statements can be counted. */
export const statementSettings = {
  shared_preload_libraries: 'pg_stat_statements',
  'pg_stat_statements.track_planning': 'on',
}

export interface StatementFigures {
  /** The text without constants and parameters, which differ from plan to plan. */
  id: string
  query: string
  calls: number
  /** By the clock, planning and execution. */
  micros: number
  walBytes: number
}

/** Until each session has read it. */
const reloadSeconds = 0.3

const switchTo = (tracked: 'none' | 'top') =>
  `alter system set pg_stat_statements.track = '${tracked}'; select pg_reload_conf(), pg_sleep(${reloadSeconds});`

/** Counts no statement of the cluster until they are asked for: counting costs processor time too. */
export const stopCounting = (url: string) => runSql(url, switchTo('none'))

/** Counts the statements of one database while `work` runs, the costliest first. */
export async function countStatements(url: string, work: () => Promise<void>): Promise<StatementFigures[]> {
  await runSql(
    url,
    `create extension if not exists pg_stat_statements; ${switchTo('top')} select pg_stat_statements_reset();`,
  )
  try {
    await work()
    return await queryRows<StatementFigures>(
      url,
      `select regexp_replace(query, '''[^'']*''|[$]?[0-9]+', '?', 'g') as id, min(query) as query,
         sum(calls) as calls, sum(total_plan_time + total_exec_time) * 1000 as micros, sum(wal_bytes) as "walBytes"
       from pg_stat_statements where dbid = (select oid from pg_database where datname = current_database())
         and query not like '%pg_stat_statements%'
       group by id order by micros desc`,
    )
  } finally {
    await stopCounting(url)
  }
}
