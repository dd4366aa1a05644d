// The baseline of callbacks: the simplest commit of an event and its content, by the driver alone. No statement and no
// code of the hub has a part in it.
import pg from 'pg'

const schema = `
create schema minimal;
create table minimal.change (id text primary key, content text not null);
create table minimal.event (
  id bigint generated always as identity primary key,
  listener_id text not null,
  change_id text not null)`

const statement = {
  name: 'minimal',
  text: `with made as (
      insert into minimal.change (id, content) values (gen_random_uuid()::text, $1) returning id)
    insert into minimal.event (listener_id, change_id) select 'listener', id from made returning id`,
}

/**
 * Creates the tables, in a schema of their own.
 * @param options.parallel connections
 * @returns what commits one event and gives its id
 */
export async function openMinimalCommits(
  url: string,
  { parallel, content }: { parallel: number; content: string },
): Promise<() => Promise<string>> {
  const pool = new pg.Pool({ connectionString: url, max: parallel })
  // The database may end before the pool does.
  pool.on('error', () => undefined)
  await pool.query(schema)
  return async () => {
    const { rows } = await pool.query<{ id: string }>({ ...statement, values: [content] })
    return rows[0]!.id
  }
}
