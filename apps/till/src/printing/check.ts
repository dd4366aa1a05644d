import { converse } from './conversation.ts'
import type { PrinterStatus } from './escpos.ts'
import type * as store from './store.ts'
import { PrinterTrouble } from './troubles.ts'
import { nowText, type Printing } from './worker.ts'

/**
 * Asks the printer for its status, unless it is printing: most accept one connection at a time, and
 * report their status on it.
 */
export async function checkPrinter(printing: Printing, printer: store.KnownPrinter): Promise<void> {
  const { heard, inFlight, live } = printing
  if (inFlight.has(printer.id)) return
  heard.set(printer.id, { ...(await ask(printing, printer)), at: nowText(printing) })
  live.push('printing')
}

async function ask({ timing }: Printing, printer: store.KnownPrinter): Promise<PrinterStatus> {
  const never = new AbortController().signal
  try {
    const talk = await converse(printer, timing, never)
    try {
      return printer.answersStatus ? await talk.status() : { trouble: null, isPaperLow: false }
    } finally {
      talk.close()
    }
  } catch (error) {
    if (error instanceof PrinterTrouble) return { trouble: error.trouble, isPaperLow: false }
    throw error
  }
}
