/** Characters on a line: 32 on paper of 58 mm, 42 or 48 on paper of 80 mm. */
export const columnChoices = [32, 42, 48] as const
export type Columns = (typeof columnChoices)[number]

/** The printer code pages that have both accents and «€». */
export const codePages = ['cp858', 'windows1252', 'iso8859-15'] as const
export type CodePage = (typeof codePages)[number]

export interface Printer {
  id: number
  name: string
  /** An IP address or a name of the shop's network. */
  host: string
  port: number
  columns: Columns
  codePage: CodePage
  /** Tickets and invoices, and the tickets of web orders. */
  printsTickets: boolean
  /** «Nom du ticket de préparation» of the articles that it prints; empty for none. */
  preparations: string[]
  /** Prints the preparation tickets that no other printer is set for. */
  printsOtherPreparations: boolean
  hasDrawer: boolean
  /** False for a printer that never reports its status; what was sent to it counts as printed. */
  answersStatus: boolean
}

/** A printer as the screens show it. */
export interface PrinterRow extends Printer {
  waiting: number
  /**
   * The last reported trouble, such as «Plus de papier»; empty when there is none, or
   * when it was not asked yet.
   */
  trouble: string
  isPaperLow: boolean
  /** When its status was last known; null if it was not since the till started. */
  checkedAt: string | null
}

export type PrinterForm = Omit<Printer, 'id' | 'preparations'> & {
  /** As typed, between commas. */
  preparations: string
}

/** A job that waits for a printer. */
export interface PrintJobRow {
  id: number
  printerId: number
  printerName: string
  /** «Ticket 12», «Préparation CUISINE HUB-abc12». */
  title: string
  queuedAt: string
  /** Its bytes were sent, and the printer has not acknowledged them yet. */
  isSending: boolean
  /** «Plus de papier»; empty while nothing is wrong. */
  trouble: string
}

/** A printer that does not print its next document, or a drawer that stayed closed. */
export interface PrinterStrip {
  printerId: number
  /** «Imprimante Cuisine : plus de papier». */
  sentence: string
  waiting: number
}

/** Whether something is printed here, or by the browser (contract, kezia W-13). */
export interface PrintRoutes {
  hasTicketPrinter: boolean
  hasPreparationPrinter: boolean
}
