import type { Migration } from '../platform/migrate.ts'

const flag = (name: string, initial: 0 | 1) =>
  `${name} integer not null default ${initial} check (${name} in (0, 1))`

/**
 * Network printers and their queues (contract, kezia §5.6). A job stores the document independent of the paper width,
 * so that another printer can take it over. It is deleted once the printer confirms that it is on paper.
 */
export const printer: Migration = {
  name: '0190_printer',
  statements: [
    // `acknowledges` and `counts_cuts` are detected while printing; null until then.
    `create table printer (
       id integer primary key,
       name text not null check (length(trim(name)) > 0),
       host text not null check (length(trim(host)) > 0),
       port integer not null check (port between 1 and 65535),
       columns integer not null check (columns in (32, 42, 48)),
       code_page text not null,
       ${flag('prints_tickets', 0)},
       preparations text not null default '[]' check (json_valid(preparations)),
       ${flag('prints_other_preparations', 0)},
       ${flag('has_drawer', 0)},
       ${flag('answers_status', 1)},
       acknowledges integer check (acknowledges in (0, 1)),
       counts_cuts integer check (counts_cuts in (0, 1))
     ) strict`,
    'create unique index printer_name on printer (lower(name))',
    // `cuts_before` is the printer's cut counter before the job was sent: after a lost answer, the counter shows
    // whether the job was printed.
    `create table print_job (
       id integer primary key autoincrement,
       printer_id integer not null references printer,
       kind text not null check (kind in ('document', 'kick')),
       title text not null,
       document text not null check (json_valid(document)),
       queued_at text not null,
       next_at text not null,
       attempts integer not null default 0,
       trouble text,
       ${flag('is_sending', 0)},
       cuts_before integer,
       ${flag('is_resumed', 0)}
     ) strict`,
    'create index print_job_printer on print_job (printer_id, id)',
  ],
}
