// What the source changed in an order since a seller last saw it (contract, counter T55).
// Pure: values in, values out.
import { displayMoney } from '@hub/money'
import { compareDishes, dishesOf, words } from '../printing/index.ts'
import type { OrderLine, ServiceType, WebCustomer } from './model.ts'
import type { OrderContent } from './store.ts'

/** The parts of an order that the seller and the kitchen work with. */
export interface Received
  extends Pick<
    OrderContent,
    | 'items'
    | 'deals'
    | 'charges'
    | 'discounts'
    | 'totalCents'
    | 'customerNotes'
    | 'serviceType'
    | 'tableName'
    | 'expectedAt'
  > {
  /** Phone and address, in one line. */
  person: string
}

export interface OrderChange {
  sign: '+' | '−' | '→'
  text: string
  /** Customer data, kept out of the journals, which cannot be anonymised. */
  isPersonal?: boolean
}

/** Changes since `base`, shown until a seller has seen them. */
export interface UnseenChanges {
  base: Received
  changes: OrderChange[]
}

export const receivedOf = (content: OrderContent): Received => ({
  items: content.items,
  deals: content.deals,
  charges: content.charges,
  discounts: content.discounts,
  totalCents: content.totalCents,
  customerNotes: content.customerNotes,
  serviceType: content.serviceType,
  tableName: content.tableName,
  expectedAt: content.expectedAt,
  person: personOf(content.customer),
})

function personOf({ phone, accessCode, address1, address2, postalCode, city, deliveryNotes }: WebCustomer) {
  const place = [postalCode, city].filter(Boolean).join(' ')
  return [phone, accessCode, address1, address2, place, deliveryNotes].filter(Boolean).join(', ')
}

/** An order in comparable form: what was received, and the lines that this till reads in it. */
export interface Compared {
  received: Received
  lines: OrderLine[]
}

/** How times and amounts are written. */
export interface Telling {
  now: Temporal.Instant
  timeZone: string
  currency: string
}

/** Kitchen tickets mark a note with «>», which in a sentence looks like a typing error. */
const withoutNoteMark = (detail: string) => detail.replace(/^> /, '')

/** The +/−/→ list, dishes first; empty when nothing that matters changed. */
export function changesBetween(before: Compared, after: Compared, telling: Telling): OrderChange[] {
  const [from, to] = [before.received, after.received]
  const money = (cents: number) => displayMoney(cents, telling.currency)
  const time = (instant: string | null) =>
    instant === null ? 'dès que possible' : words.shortTime(instant, telling.now, telling.timeZone)
  return [
    ...compareDishes(dishesOf(before.lines), dishesOf(after.lines), { pricesIn: telling.currency }).map(
      ({ sign, text, details }) => ({
        sign,
        text: details.length === 0 ? text : `${text} : ${details.map(withoutNoteMark).join(', ')}`,
      }),
    ),
    ...discountChanges(from, to, money),
    ...changed('Total', money(from.totalCents), money(to.totalCents)),
    ...changed('Attendu pour', time(from.expectedAt), time(to.expectedAt)),
    ...changed('Note', from.customerNotes, to.customerNotes),
    ...changed('Type', serviceName(from.serviceType), serviceName(to.serviceType)),
    ...changed('Table', from.tableName, to.tableName),
    ...changed('Client', from.person, to.person).map((change) => ({ ...change, isPersonal: true })),
  ]
}

/** The names on screens and on paper. */
export const services: Record<ServiceType, string> = {
  delivery: 'Livraison',
  collection: 'A emporter',
  eat_in: 'Sur place',
}

const serviceName = (service: ServiceType | null) => service && services[service]

function changed(label: string, from: string | null, to: string | null): OrderChange[] {
  if ((from ?? '') === (to ?? '')) return []
  if (!from) return [{ sign: '+', text: `${label} : ${to}` }]
  return to
    ? [{ sign: '→', text: `${label} : ${from} → ${to}` }]
    : [{ sign: '−', text: `${label} : ${from}` }]
}

function discountChanges(before: Received, after: Received, money: (cents: number) => string): OrderChange[] {
  const textsOf = ({ discounts }: Received) => discounts.map(({ name, cents }) => `${name} −${money(cents)}`)
  const added = without(textsOf(after), textsOf(before))
  const gone = without(textsOf(before), textsOf(after))
  return [
    ...added.map((text) => ({ sign: '+' as const, text })),
    ...gone.map((text) => ({ sign: '−' as const, text })),
  ]
}

function without(texts: string[], taken: string[]): string[] {
  const left = [...taken]
  return texts.filter((text) => {
    const at = left.indexOf(text)
    if (at === -1) return true
    left.splice(at, 1)
    return false
  })
}

/** Removes an anonymised customer's data from the unseen changes (contract, kezia R-O5). */
export const withoutPerson = ({ base, changes }: UnseenChanges): UnseenChanges => ({
  base: { ...base, person: '' },
  changes: changes.filter(({ isPersonal }) => !isPersonal),
})

/** One line for the journal, without personal data. */
export const journalText = (changes: OrderChange[]): string =>
  changes
    .map(({ sign, text, isPersonal }) =>
      isPersonal ? '→ coordonnées du client' : sign === '→' ? text : `${sign} ${text}`,
    )
    .join(' ; ')
