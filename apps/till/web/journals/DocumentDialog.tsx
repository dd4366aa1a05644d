import { TicketDialog } from '../counter/TicketDialog.tsx'
import { usePrinter } from '../counter/usePrinter.tsx'

/** A document on screen, to print again as a «DUPLICATA». */
export function DocumentDialog({ number, onClose }: { number: number; onClose(): void }) {
  const printer = usePrinter()
  return (
    <>
      <TicketDialog
        number={number}
        isSold={false}
        onClose={onClose}
        onPrint={(printed, format) => void printer.print(printed, format)}
      />
      {printer.sheet}
    </>
  )
}
