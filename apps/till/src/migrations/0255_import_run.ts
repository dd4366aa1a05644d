import type { Migration } from '../platform/migrate.ts'

/**
 * Imports of files, written in batches. The progress is stored, so that choosing the same file again resumes an
 * interrupted import (contract, kezia D63).
 */
export const importRun: Migration = {
  name: '0255_import_run',
  statements: [
    `create table import_run (
       id integer primary key,
       dataset text not null,
       file_name text not null,
       digest text not null,
       state text not null check (state in ('running', 'done', 'stopped')),
       reason text not null default '',
       total integer not null,
       done integer not null,
       last_row integer not null,
       creations integer not null default 0,
       changes integer not null default 0,
       stock_changes integer not null default 0,
       unchanged integer not null default 0,
       started_at text not null
     ) strict`,
    'create index import_run_file on import_run (digest, dataset)',
  ],
}
