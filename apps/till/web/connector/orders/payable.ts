import { mayInvoice } from '../../../src/weborders/rules.ts'
import type { WebOrderRow } from '../../../src/weborders/wire.ts'

/** True if the order may still be settled and invoiced here. */
export const isPayable = ({
  status,
  saleNumber,
  invoicedElsewhere,
}: Pick<WebOrderRow, 'status' | 'saleNumber' | 'invoicedElsewhere'>): boolean =>
  mayInvoice(status) && saleNumber === null && invoicedElsewhere === null
