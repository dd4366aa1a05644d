/** Checkboxes of the sheet; the columns have the same names in snake case. */
export const customerFlags = [
  'isCompany',
  'isBlocked',
  'isAsleep',
  'isNetBilled',
  'isSmsAllowed',
  'isEmailAllowed',
] as const
export type CustomerFlag = (typeof customerFlags)[number]

export const customerTexts = [
  'lastName',
  'firstName',
  'company',
  'address1',
  'address2',
  'postalCode',
  'city',
  'country',
  'phone',
  'mobile',
  'accessCode',
  'email',
  'deliveryNotes',
] as const
export type CustomerText = (typeof customerTexts)[number]

export const civilities = ['', 'M.', 'Mme'] as const
export type Civility = (typeof civilities)[number]

/** Data that only the customer's source maintains (contract, kezia §4.3): shown here, never changed. */
export interface SourceFacts {
  orderCount: number
  /** As the source writes it, `41.70 EUR`. */
  orderTotal: string
  firstOrderAt: string | null
  lastOrderAt: string | null
  loyaltyCards: { name: string; balance: string }[]
}

/** A customer as stored. Unknown texts are empty. */
export interface Customer extends Record<CustomerFlag, boolean>, Record<CustomerText, string> {
  /** «Code client». */
  idcli: number
  civility: Civility
  /** The company, else «Nom Prénom», else the e-mail or a fixed text; never empty. */
  displayName: string
  /** `1990-07-29`. */
  birthDate: string | null
  /** «ID HubRise». */
  sourceId: string | null
  /** «Client web»: known to a source, or with an e-mail (contract, kezia D11). */
  isWeb: boolean
  facts: SourceFacts | null
  isAnonymised: boolean
  createdAt: string
  /** Increases with each change: a save based on an older revision is refused. */
  revision: number
}

/** What the sheet sends; `birthDate` as typed, `29/07/1990`. */
export interface CustomerForm
  extends Record<CustomerFlag, boolean>,
    Record<CustomerText | 'birthDate', string> {
  civility: Civility
  /** Revision of the customer when it was read; absent for a new one. */
  revision?: number
}

export interface CustomerSheet {
  customer: Customer
  /** Customer ids; null when there is none on that side. */
  neighbours: Record<'first' | 'previous' | 'next' | 'last', number | null>
}

export type CustomerLine = Pick<
  Customer,
  | 'idcli'
  | 'displayName'
  | 'company'
  | 'postalCode'
  | 'city'
  | 'phone'
  | 'mobile'
  | 'email'
  | 'isBlocked'
  | 'isAsleep'
>

export interface CustomerPage {
  lines: CustomerLine[]
  /** How many customers match, even if fewer are listed. */
  total: number
}

/** A customer in the recycle bin. */
export type DeletedCustomer = Pick<Customer, 'idcli' | 'displayName' | 'city' | 'email'> & {
  deletedAt: string
}

/** A document that names the customer: a sale or an order. */
export interface CustomerDocument {
  kind: 'ticket' | 'invoice' | 'credit_note' | 'web-order' | 'order'
  number: number
  /** Name shown to users, such as `LIVP-m4q8zt`. */
  name: string
  at: string
  totalCents: number
  currency: string
  /** Status as its own list shows it; empty without one. */
  status: string
}
