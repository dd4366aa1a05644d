import type { CustomerDocument, DocumentSource } from '../customers/index.ts'

/** The invoices and credit notes of a customer, newest first. */
export const saleDocuments: DocumentSource = ({ database }, idcli, most) =>
  database
    .all<Pick<CustomerDocument, 'kind' | 'number' | 'at' | 'totalCents' | 'currency'>>(
      `select kind, number, sold_at as at, total_cents as totalCents, currency from sale
       where customer_id = ? order by number desc limit ?`,
      idcli,
      most,
    )
    .map((document) => ({ ...document, name: String(document.number), status: '' }))
