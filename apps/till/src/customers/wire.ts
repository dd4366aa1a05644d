/** Boxes of the fiche; their columns have the same words. */
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

/** What the customer's source alone knows of him (contract, kezia §4.3): shown, never changed here. */
export interface SourceFacts {
  orderCount: number
  /** As the source writes it, `41.70 EUR`. */
  orderTotal: string
  firstOrderAt: string | null
  lastOrderAt: string | null
  loyaltyCards: { name: string; balance: string }[]
}

/** A customer as stored; a text is empty when nothing is known. */
export interface Customer extends Record<CustomerFlag, boolean>, Record<CustomerText, string> {
  /** «Code client». */
  idcli: number
  civility: Civility
  /** «Nom Prénom», or the company: never empty. */
  displayName: string
  /** `1990-07-29`. */
  birthDate: string | null
  /** «ID HubRise». */
  sourceId: string | null
  /** «Client web»: his source knows him, or he has an e-mail (contract, kezia D11). */
  isWeb: boolean
  facts: SourceFacts | null
  isAnonymised: boolean
  createdAt: string
  /** Grows at each change: a save from an older one is refused. */
  revision: number
}

/** What the fiche sends; `birthDate` as typed, `29/07/1990`. */
export interface CustomerForm
  extends Record<CustomerFlag, boolean>,
    Record<CustomerText | 'birthDate', string> {
  civility: Civility
  /** Of the customer as read; absent at creation. */
  revision?: number
}

export interface CustomerSheet {
  customer: Customer
  /** By code client; null when there is none on that side. */
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
  /** How many match, when more than are listed. */
  total: number
}

/** A customer in the recycle bin. */
export type DeletedCustomer = Pick<Customer, 'idcli' | 'displayName' | 'city' | 'email'> & {
  deletedAt: string
}

/** Something that names the customer: a sale, an order. */
export interface CustomerDocument {
  kind: 'ticket' | 'invoice' | 'credit_note' | 'web-order' | 'order'
  number: number
  /** How people call it, `LIVP-m4q8zt`. */
  name: string
  at: string
  totalCents: number
  currency: string
  /** In the words of its kind; empty when it has none. */
  status: string
}
