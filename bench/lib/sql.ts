import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

const execute = promisify(execFile)
const debianFolder = '/usr/lib/postgresql'
const maxOutputBytes = 64 * 1024 * 1024

/** Debian's newest, which is not on the PATH, before the PATH. */
function clientPath(): string {
  const versions = readdirIfThere(debianFolder).sort((a, b) => Number(b) - Number(a))
  return [...versions.map((version) => join(debianFolder, version, 'bin')), process.env.PATH].join(':')
}

function readdirIfThere(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/**
 * Runs one of PostgreSQL's own clients and returns what it prints.
 * @param input of its standard input
 * @throws {Error} with its own words, or when it is not installed
 */
export async function runClient(
  program: 'pgbench' | 'psql',
  args: readonly string[],
  input = '',
): Promise<string> {
  const env = { ...process.env, PATH: clientPath() }
  try {
    const running = execute(program, args, { env, maxBuffer: maxOutputBytes })
    running.child.stdin?.end(input)
    return (await running).stdout
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new Error(`${program} is not installed: apt-get install postgresql`, { cause: error })
    throw error
  }
}

/**
 * Runs SQL by `psql`: several statements, each by itself.
 * @param variables written `:'name'` as a literal, `:name` as it is
 * @returns the rows, one a line, columns separated by `|`
 */
export function runSql(
  url: string,
  sql: string,
  variables: Readonly<Record<string, string | number>> = {},
): Promise<string> {
  const given = Object.entries(variables).flatMap(([name, value]) => ['-v', `${name}=${value}`])
  return runClient('psql', ['-XqAt', '-v', 'ON_ERROR_STOP=1', ...given, '-d', url], sql)
}

/** The rows of one query, which psql's variables and a semicolon do not belong to. */
export async function queryRows<Row>(url: string, query: string): Promise<Row[]> {
  const text = await runSql(url, `select coalesce(json_agg(r), '[]') from (${query}) r;`)
  return JSON.parse(text) as Row[]
}
