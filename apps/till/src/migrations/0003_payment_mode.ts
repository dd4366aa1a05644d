import type { Migration } from '../platform/migrate.ts'

// Contract, kezia D61 and W-19: a new till has eight modes, and the id of a mode never changes.
export const paymentMode: Migration = {
  name: '0003_payment_mode',
  statements: [
    `create table payment_mode (
       id integer primary key,
       name text not null check (length(trim(name)) > 0),
       kind text not null check
         (kind in ('cash', 'cheque', 'card', 'transfer', 'meal_voucher', 'gift_voucher', 'credit', 'web')),
       is_locked integer not null default 0 check (is_locked in (0, 1)),
       is_asleep integer not null default 0 check (is_asleep in (0, 1))
     ) strict`,
    `create trigger payment_mode_id_never_changes before update of id on payment_mode
       begin select raise(abort, 'the identification of a payment mode never changes'); end`,
    `insert into payment_mode (id, name, kind, is_locked) values
       (1, 'Espèces', 'cash', 0), (2, 'Chèques', 'cheque', 0), (3, 'Cartes', 'card', 0),
       (4, 'Virement', 'transfer', 0), (5, 'Titre restaurant', 'meal_voucher', 0),
       (6, 'Bon d''achat', 'gift_voucher', 0), (7, 'CréditRégul', 'credit', 1), (8, 'Paiement Web', 'web', 0)`,
  ],
}
