import pg from 'pg'
import type { Database } from './open.ts'
import { messageOf, whyUnavailable } from './unavailable.ts'

/** Why the server of `DATABASE_URL` cannot be used: a sentence for the operator. */
export class DatabaseServerError extends Error {
  /** True if a later start may succeed with the same settings: the server is away, or is starting. */
  readonly mayPass: boolean

  constructor(sentence: string, { mayPass, cause }: { mayPass: boolean; cause?: unknown }) {
    super(sentence, { cause })
    this.mayPass = mayPass
  }
}

/** What the hub needs to know of a server before it uses it. */
export interface ServerFacts {
  /** As PostgreSQL numbers it: 150020. */
  version: number
  isReadOnly: boolean
  /** Nothing of the hub is in the database yet. */
  isNew: boolean
  /** In a new database: the user may make tables, and the schema of the job queue. Else: they are the user's. */
  mayUse: boolean
}

const oldestMajor = 15

/**
 * Asks the server of `DATABASE_URL` for what would otherwise fail later, in the middle of a migration.
 * @throws {DatabaseServerError}
 */
export async function checkServer({ db, url }: Pick<Database, 'db' | 'url'>): Promise<void> {
  const refuse = (reason: string, mayPass: boolean, cause?: unknown) =>
    new DatabaseServerError(`The hub cannot use DATABASE_URL${placeOf(url)}: ${reason}.`, { mayPass, cause })
  let facts: ServerFacts
  try {
    facts = await readFacts(db)
  } catch (error) {
    throw refuse(reasonOf(error), whyUnavailable(error) !== undefined, error)
  }
  const problem = problemOf(facts)
  if (problem !== undefined) throw refuse(problem, facts.isReadOnly)
}

/** @returns undefined for a server that can be used */
export function problemOf({ version, isReadOnly, isNew, mayUse }: ServerFacts): string | undefined {
  const major = Math.floor(version / 10_000)
  if (major < oldestMajor)
    return `it is PostgreSQL ${major}, and the hub needs PostgreSQL ${oldestMajor} or newer`
  if (isReadOnly) return 'it takes no writes. It is a standby, or its transactions are set to read-only'
  if (mayUse) return undefined
  return isNew
    ? 'its user may not create tables there. Make that user the owner of the database (ALTER DATABASE … OWNER TO …)'
    : 'the tables there belong to another user, whose rights its user does not have'
}

async function readFacts(db: Database['db']): Promise<ServerFacts> {
  const [facts] = await db<ServerFacts>`
    select current_setting('server_version_num')::int as version,
      current_setting('transaction_read_only') = 'on' as "isReadOnly",
      to_regclass('migration') is null as "isNew",
      case when to_regclass('migration') is null
        then has_database_privilege(current_database(), 'create')
          and coalesce(has_schema_privilege(current_schema(), 'create'), false)
        else has_table_privilege(to_regclass('migration'), 'insert') end as "mayUse"`
  return facts!
}

/** Without the password; empty for a URL that cannot be read. */
function placeOf(url: string): string {
  try {
    const { user, database, host, port } = new pg.Client({ connectionString: url })
    return ` (${user ? `user ${user}, ` : ''}database ${database}, ${host}:${port})`
  } catch {
    return ''
  }
}

function reasonOf(error: unknown): string {
  const message = messageOf(error)
  return message.includes('client password must be a string')
    ? 'the server asks for a password, and it has none'
    : message.replace(/\.$/, '')
}
