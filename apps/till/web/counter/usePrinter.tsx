import { type ReactNode, useState } from 'react'
import { createPortal, flushSync } from 'react-dom'
import type { PrintedSale, Sale } from '../../src/sales/wire.ts'
import { t } from '../labels/index.ts'
import { api } from '../lib/api.ts'
import { useNotify } from '../ui/notices.tsx'
import { Ticket } from './Ticket.tsx'

export type PrintFormat = 'ticket' | 'a4'

/** Prints on the printer of the tickets, or through the browser: a sheet beside the application, that only paper shows. */
export function usePrinter(): {
  print(number: number, format: PrintFormat): Promise<void>
  sheet: ReactNode
} {
  const notify = useNotify()
  const [sheet, setSheet] = useState<{ sale: Sale; format: PrintFormat }>()
  return {
    async print(number, format) {
      try {
        // Counted first: paper that nobody counted would pass for the only one.
        const { isPrinted, ...sale } = await api.post<PrintedSale>(`/sales/${number}/prints`, { format })
        if (isPrinted) return notify(t('printing.sent'))
        flushSync(() => setSheet({ sale, format }))
        window.print()
      } catch (failure) {
        notify((failure as Error).message, 'failed')
      }
    },
    sheet:
      sheet &&
      createPortal(
        <div className={`print-sheet print-${sheet.format}`} aria-hidden="true">
          <Ticket sale={sheet.sale} />
        </div>,
        document.body,
      ),
  }
}
