import type { Database } from '../platform/database.ts'
import { company } from '../shop/index.ts'
import * as store from './store.ts'
import { troubleSentence, troubleText } from './troubles.ts'
import type { PrinterRow, PrinterStrip, PrintJobRow } from './wire.ts'
import type { Printing } from './worker.ts'

export const presentPrinters = ({ database, heard }: Printing): PrinterRow[] =>
  store.listPrinters(database).map(({ acknowledges: _, countsCuts: _c, ...printer }) => {
    const last = heard.get(printer.id)
    return {
      ...printer,
      waiting: store.countJobs(database, printer.id),
      trouble: last?.trouble ? troubleText(last.trouble) : '',
      isPaperLow: last?.isPaperLow ?? false,
      checkedAt: last?.at ?? null,
    }
  })

export function presentJobs(database: Database): PrintJobRow[] {
  const names = new Map(store.listPrinters(database).map(({ id, name }) => [id, name]))
  return store.listJobs(database).map((job) => {
    const printerName = names.get(job.printerId) ?? ''
    return {
      id: job.id,
      printerId: job.printerId,
      printerName,
      title: job.title,
      queuedAt: job.queuedAt,
      isSending: job.isSending,
      trouble: job.trouble === null ? '' : troubleText(job.trouble),
    }
  })
}

/** A strip for each printer whose next document does not come out, and for each drawer that stayed closed. */
export const presentStrips = (printing: Printing): PrinterStrip[] => [
  ...closedDrawers(printing),
  ...waitingPrinters(printing.database),
]

/**
 * Contract, counter T62. The sentence has its time, so that the next one shows even
 * where this one was closed.
 */
function closedDrawers({ database, unopened, settings }: Printing): PrinterStrip[] {
  const timeZone = settings.get(company.timeZone)
  return [...unopened].flatMap(([printerId, at]) => {
    const printer = store.findPrinter(database, printerId)
    if (!printer) return []
    const time = Temporal.Instant.from(at).toZonedDateTimeISO(timeZone).toPlainTime()
    const sentence = `Tiroir non ouvert à ${time.toString({ smallestUnit: 'second' })} : imprimante ${printer.name}`
    return [{ printerId, sentence, waiting: 0 }]
  })
}

const waitingPrinters = (database: Database): PrinterStrip[] =>
  store.listHeads(database).flatMap(({ printerId, trouble }) => {
    const printer = store.findPrinter(database, printerId)
    if (trouble === null || !printer) return []
    const waiting = store.countJobs(database, printerId)
    return [{ printerId, sentence: troubleSentence(printer.name, trouble), waiting }]
  })
