import { queryOptions, useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { Sale } from '../../src/sales/wire.ts'
import { t } from '../labels/index.ts'
import { api } from '../lib/api.ts'
import { formatMoney } from '../lib/format.ts'
import { Button } from '../ui/Button.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { Modal } from '../ui/Modal.tsx'
import { Ticket } from './Ticket.tsx'
import type { PrintFormat } from './usePrinter.tsx'

export const saleQuery = (number: number) =>
  queryOptions({ queryKey: ['sales', 'ticket', number], queryFn: () => api.get<Sale>(`/sales/${number}`) })

interface TicketDialogProps {
  number: number
  /** Just settled: the change due is shown first. */
  isSold: boolean
  onClose(): void
  onPrint(number: number, format: PrintFormat): void
}

/** The ticket on screen. Each print is counted, and the second one is a «DUPLICATA». */
export function TicketDialog({ number, isSold, onClose, onPrint }: TicketDialogProps) {
  const query = useQuery(saleQuery(number))
  const closing = useRef<HTMLButtonElement>(null)
  // A modal focuses its first button: a hurried Enter would print a «DUPLICATA».
  useEffect(() => closing.current?.focus(), [])
  const title = t(`ticket.title.${query.data?.kind ?? 'ticket'}`, { number })
  return (
    <Modal title={title} onClose={onClose} onSubmit={onClose}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it hears the keys of the buttons inside */}
      <div
        className="ticket-dialog"
        onKeyDown={({ key, ctrlKey, altKey, metaKey }) => {
          // The next customer is waiting: typing closes the dialog, and the first character is not lost.
          if (isSold && !ctrlKey && !altKey && !metaKey && /^[\p{L}\p{N}*]$/u.test(key)) onClose()
        }}
      >
        <Loaded query={query}>
          {(sale) => (
            <>
              {isSold && (
                <p className="ticket-change" role="status">
                  {t(sale.totalCents < 0 ? 'counter.giveBack' : 'settlement.change')}{' '}
                  <strong>
                    {formatMoney(sale.totalCents < 0 ? -sale.totalCents : sale.changeCents, sale.currency)}
                  </strong>
                </p>
              )}
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls takes the keyboard */}
              <section className="ticket-view" aria-label={title} tabIndex={0}>
                <Ticket sale={sale} />
              </section>
            </>
          )}
        </Loaded>
        <div className="confirm-buttons">
          <Button onClick={() => onPrint(number, 'ticket')}>{t('settlement.print.ticket')}</Button>
          <Button onClick={() => onPrint(number, 'a4')}>{t('settlement.print.a4')}</Button>
          <Button look="primary" type="submit" ref={closing}>
            {t('ticket.close')}
          </Button>
        </div>
      </div>
    </Modal>
  )
}
