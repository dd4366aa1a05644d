import { isFreeWithAnother, nameOfLine } from '../../src/sales/printed-name.ts'
import { vatCode } from '../../src/sales/vat-table.ts'
import type { Sale, SaleLine } from '../../src/sales/wire.ts'
import { t } from '../labels/index.ts'
import { formatMoney } from '../lib/format.ts'
import { formatQuantity } from './basket.ts'

interface TicketLineProps {
  line: SaleLine
  sale: Sale
}

/**
 * Options are indented under their article (contract, kezia §5.6). What is free with it, or included in its
 * menu, has no amounts.
 */
export function TicketLine({ line, sale }: TicketLineProps) {
  const { quantity, unitCents, discountCents, totalCents, note } = line
  const money = (cents: number) => formatMoney(cents, sale.currency)
  const isFree = isFreeWithAnother(line)
  const isCounted = isFree && !/^1(\.0+)?$/.test(quantity)
  return (
    <li className={line.depth === 1 ? 'ticket-option' : undefined}>
      <span className="ticket-name">
        {isCounted && `${formatQuantity(quantity)} × `}
        {nameOfLine(line, sale.printsTariffTitle)}
      </span>
      {!isFree && (
        <span className="ticket-pair">
          <span>
            {formatQuantity(quantity)} × {money(unitCents)}
            {discountCents !== 0 && ` − ${t('ticket.discount')} ${money(discountCents)}`}
          </span>
          <span>
            {money(totalCents)} {vatCode(sale.vat, line.vatRate)}
          </span>
        </span>
      )}
      {note && <span className="ticket-note">{note}</span>}
    </li>
  )
}
