import { type Customer, listCustomers } from '../../customers/index.ts'
import type { Platform } from '../../platform/platform.ts'
import { type Cell, textCell, wholeCell, yesCell } from '../cells.ts'

/** The column heading of each text field of the customer sheet. */
export const customerTextColumns = {
  lastName: 'Nom',
  firstName: 'Prénom',
  company: 'Société',
  email: 'E-mail',
  phone: 'Tél.',
  mobile: 'Portable',
  address1: 'Adresse',
  address2: 'Adresse suite',
  postalCode: 'CP',
  city: 'Ville',
  country: 'Pays',
  accessCode: "Code d'accès",
  deliveryNotes: 'Instructions livraison',
} as const

export const customerBoxColumns = {
  isCompany: 'Personne Morale',
  isSmsAllowed: 'Accord SMS',
  isEmailAllowed: 'Accord e-mail',
  isBlocked: 'Client bloqué',
  isAsleep: 'Sommeil',
  isNetBilled: 'Facturation Hors Taxes',
} as const

export const customerColumns = [
  'Code client',
  'Civilité',
  ...Object.values(customerTextColumns),
  'Date de naissance',
  ...Object.values(customerBoxColumns),
]

/** Leaves out anonymised customers, which have no data left and cannot be changed. */
export const exportCustomers = ({ database }: Pick<Platform, 'database'>): Cell[][] =>
  listCustomers(database)
    .filter(({ isAnonymised }) => !isAnonymised)
    .map(cellsOf)

const cellsOf = (customer: Customer): Cell[] => [
  wholeCell(customer.idcli),
  textCell(customer.civility),
  ...(Object.keys(customerTextColumns) as (keyof typeof customerTextColumns)[]).map((field) =>
    textCell(customer[field]),
  ),
  textCell(birthDateText(customer)),
  ...(Object.keys(customerBoxColumns) as (keyof typeof customerBoxColumns)[]).map((field) =>
    yesCell(customer[field]),
  ),
]

const birthDateText = ({ birthDate }: Customer) => (birthDate ?? '').split('-').toReversed().join('/')
