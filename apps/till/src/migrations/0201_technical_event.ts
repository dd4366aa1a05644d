import type { Migration } from '../platform/migrate.ts'

const appendOnly = ['update', 'delete'].map(
  (change) => `create trigger technical_event_no_${change} before ${change} on technical_event
     begin select raise(abort, 'technical_event is append-only'); end`,
)

/** JET, «Journal des Événements Techniques» (contract, kezia §5.14): who, what, when. */
export const technicalEvent: Migration = {
  name: '0201_technical_event',
  statements: [
    `create table technical_event (
       id integer primary key,
       at text not null,
       kind text not null check (length(kind) > 0),
       who text not null check (length(who) > 0),
       what text not null check (length(what) > 0)
     ) strict`,
    ...appendOnly,
  ],
}
