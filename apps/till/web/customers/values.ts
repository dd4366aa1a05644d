import { type Customer, type CustomerForm, customerFlags, customerTexts } from '../../src/customers/wire.ts'

/** What the fiche's fields hold, everything as typed. */
export type FicheValues = Omit<CustomerForm, 'revision'>

export const blankFiche: FicheValues = {
  ...(Object.fromEntries(customerTexts.map((field) => [field, ''])) as Pick<
    FicheValues,
    (typeof customerTexts)[number]
  >),
  ...(Object.fromEntries(customerFlags.map((flag) => [flag, false])) as Pick<
    FicheValues,
    (typeof customerFlags)[number]
  >),
  country: 'FR',
  civility: '',
  birthDate: '',
}

export const ficheOf = (customer: Customer): FicheValues => ({
  ...(Object.fromEntries(
    [...customerTexts, ...customerFlags].map((field) => [field, customer[field]]),
  ) as Omit<FicheValues, 'civility' | 'birthDate'>),
  civility: customer.civility,
  // `29/07/1990` for the stored `1990-07-29`.
  birthDate: (customer.birthDate ?? '').split('-').reverse().join('/'),
})
