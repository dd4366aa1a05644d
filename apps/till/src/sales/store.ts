import { addDecimals, formatDecimal, parseDecimal } from '@hub/money'
import type { Database } from '../platform/database.ts'
import type { DraftLine } from './recording.ts'
import type { Payment, Sale, SaleLine, SalePayment, SaleRow, VatTotal } from './wire.ts'

export interface NewPayment extends Payment {
  modeName: string
  isCash: boolean
  isDeposit: boolean
}

export type NewSale = Pick<
  Sale,
  | 'number'
  | 'kind'
  | 'soldAt'
  | 'station'
  | 'service'
  | 'currency'
  | 'discountCents'
  | 'netCents'
  | 'totalCents'
  | 'changeCents'
  | 'customer'
  | 'origin'
  | 'channel'
  | 'note'
  | 'vat'
> & {
  draftId: string
  seller: { id: number; name: string }
  lines: DraftLine[]
  payments: NewPayment[]
}

export function insert(database: Database, sale: NewSale): void {
  const { number, seller, customer, origin } = sale
  database.run(
    `insert into sale (number, draft_id, sold_at, station, seller_id, seller_name, service, currency,
       discount_cents, net_cents, total_cents, change_cents, kind, customer_id, customer_snapshot, origin_kind,
       origin_number, origin_details, channel, note)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    number,
    sale.draftId,
    sale.soldAt,
    sale.station,
    seller.id,
    seller.name,
    sale.service,
    sale.currency,
    sale.discountCents,
    sale.netCents,
    sale.totalCents,
    sale.changeCents,
    sale.kind,
    customer?.idcli ?? null,
    customer ? JSON.stringify({ ...customer, idcli: undefined }) : null,
    origin.kind,
    origin.number,
    origin.details ? JSON.stringify(origin.details) : null,
    sale.channel,
    sale.note,
  )
  for (const [rank, line] of sale.lines.entries()) insertLine(database, number, rank, line)
  for (const { rate, netCents, vatCents, totalCents } of sale.vat)
    database.run('insert into sale_vat values (?, ?, ?, ?, ?)', number, rate, netCents, vatCents, totalCents)
  for (const [rank, { modeId, modeName, cents, isDeposit }] of sale.payments.entries())
    database.run(
      'insert into sale_payment values (?, ?, ?, ?, ?, ?)',
      number,
      rank,
      modeId,
      modeName,
      cents,
      Number(isDeposit),
    )
}

function insertLine(database: Database, number: number, rank: number, line: DraftLine): void {
  database.run(
    `insert into sale_line (sale_number, rank, idart, code, definition, quantity, unit_cents, discount_cents,
       shared_discount_cents, total_cents, vat_rate, menu_key, menu_name, depth, note, origin_rank, idtar, tariff_title,
       menu_idart)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    number,
    rank,
    line.idart,
    line.code,
    line.definition,
    line.quantity,
    line.unitCents,
    line.discountCents,
    line.sharedDiscountCents,
    line.totalCents,
    line.vatRate,
    line.menuKey ?? null,
    line.menuName ?? null,
    line.depth ?? 0,
    line.note ?? '',
    line.originRank ?? null,
    line.idtar ?? null,
    line.tariffTitle ?? null,
    line.menuIdart ?? null,
  )
}

/** How many sales an order led to, those that were given back included. */
export const countSalesOf = (
  database: Database,
  { kind, number }: { kind: 'web-order' | 'order'; number: number },
): number =>
  database.get<{ count: number }>(
    'select count(*) as count from sale where origin_kind = ? and origin_number = ?',
    kind,
    number,
  )?.count ?? 0

export const findByDraft = (database: Database, draftId: string): number | undefined =>
  database.get<{ number: number }>('select number from sale where draft_id = ?', draftId)?.number

/** What the settings of today add to a stored sale. */
type Presented = 'shop' | 'printsTariffTitle'

interface Row
  extends Omit<Sale, 'customer' | 'origin' | 'lines' | 'vat' | 'payments' | 'creditNotes' | Presented> {
  customerId: number | null
  customerSnapshot: string | null
  originKind: Sale['origin']['kind']
  originNumber: number | null
  originDetails: string | null
}

const columns = `s.number, s.kind, s.sold_at as soldAt, s.station, s.seller_id as sellerId,
  s.seller_name as sellerName, s.service, s.currency, s.discount_cents as discountCents, s.net_cents as netCents,
  s.total_cents as totalCents, s.change_cents as changeCents, s.customer_id as customerId,
  s.customer_snapshot as customerSnapshot, s.origin_kind as originKind, s.origin_number as originNumber,
  s.origin_details as originDetails, s.channel, s.note,
  (select count(*) from sale_print p where p.sale_number = s.number) as prints`

export function find(database: Database, number: number): Omit<Sale, Presented> | undefined {
  const row = database.get<Row & Record<string, unknown>>(
    `select ${columns}, c.position || '-' || substr(c.hash, 1, 8) as signature
     from sale s join chain_entry c on c.kind = 'sale' and c.subject = s.number where s.number = ?`,
    number,
  )
  if (!row) return undefined
  const { customerId, customerSnapshot, originKind, originNumber, originDetails, ...sale } = row
  return {
    ...sale,
    customer: customerId === null ? null : { idcli: customerId, ...JSON.parse(customerSnapshot ?? '{}') },
    origin: {
      kind: originKind,
      number: originNumber,
      details: originDetails === null ? null : JSON.parse(originDetails),
    },
    lines: listLines(database, number),
    vat: database.all<VatTotal>(
      `select rate, net_cents as netCents, vat_cents as vatCents, total_cents as totalCents
       from sale_vat where sale_number = ? order by cast(rate as real)`,
      number,
    ),
    payments: database
      .all<Omit<SalePayment, 'isDeposit'> & { isDeposit: number }>(
        `select mode_id as modeId, mode_name as modeName, cents, is_deposit as isDeposit
         from sale_payment where sale_number = ? order by rank`,
        number,
      )
      .map((payment) => ({ ...payment, isDeposit: payment.isDeposit === 1 })),
    creditNotes: database
      .all<{ number: number }>(
        `select number from sale where origin_kind = 'sale' and origin_number = ? order by number`,
        number,
      )
      .map((credit) => credit.number),
  }
}

function listLines(database: Database, number: number): SaleLine[] {
  const credited = creditedQuantities(database, number)
  return database
    .all<Omit<SaleLine, 'creditedQuantity'>>(
      `select rank, idart, code, definition, quantity, unit_cents as unitCents, discount_cents as discountCents,
         shared_discount_cents as sharedDiscountCents, total_cents as totalCents, vat_rate as vatRate,
         menu_key as menuKey, menu_name as menuName, menu_idart as menuIdart, depth, note, idtar, tariff_title as tariffTitle
       from sale_line where sale_number = ? order by rank`,
      number,
    )
    .map((line) => ({ ...line, creditedQuantity: credited.get(line.rank) ?? '0.0' }))
}

/** What credit notes gave back of each line: decimal texts above 0 for a line sold. */
function creditedQuantities(database: Database, number: number): Map<number, string> {
  const quantities = new Map<number, string>()
  const rows = database.all<{ rank: number; quantity: string }>(
    `select l.origin_rank as rank, l.quantity from sale s join sale_line l on l.sale_number = s.number
     where s.origin_kind = 'sale' and s.origin_number = ? and l.origin_rank is not null`,
    number,
  )
  for (const { rank, quantity } of rows) {
    const { unscaled, scale } = parseDecimal(quantity)
    const before = parseDecimal(quantities.get(rank) ?? '0')
    quantities.set(rank, formatDecimal(addDecimals(before, { unscaled: -unscaled, scale })))
  }
  return quantities
}

/** Latest first. */
export const listLatest = (database: Database, most: number): SaleRow[] =>
  database.all<SaleRow>(
    `select s.number, s.kind, s.sold_at as soldAt, s.seller_name as sellerName, s.total_cents as totalCents,
       (select count(*) from sale_print p where p.sale_number = s.number) as prints
     from sale s order by s.number desc limit ?`,
    most,
  )

/** Whether the article is on a ticket or an invoice. */
export const wasSold = (database: Database, idart: number): boolean =>
  database.get('select 1 from sale_line where idart = ?1 or menu_idart = ?1 limit 1', idart) !== undefined

export const hasSales = (database: Database) => database.get('select 1 from sale limit 1') !== undefined

export const exists = (database: Database, number: number) =>
  database.get('select 1 from sale where number = ?', number) !== undefined

export const findKind = (database: Database, number: number): Sale['kind'] | undefined =>
  database.get<{ kind: Sale['kind'] }>('select kind from sale where number = ?', number)?.kind

/** Returns the id of the print. */
export const insertPrint = (database: Database, number: number, at: string): number =>
  database.run(
    `insert into sale_print (sale_number, rank, printed_at)
     values (?1, 1 + (select count(*) from sale_print where sale_number = ?1), ?2)`,
    number,
    at,
  ).insertedId
