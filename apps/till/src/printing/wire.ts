/** Signs on a line: 32 on paper of 58 mm, 42 or 48 on paper of 80 mm. */
export const columnChoices = [32, 42, 48] as const
export type Columns = (typeof columnChoices)[number]

/** The alphabets of printers that have both accents and «€». */
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
  /** Preparation tickets that no other printer is there for. */
  printsOtherPreparations: boolean
  hasDrawer: boolean
  /** False for one that never says how it is: what it was sent counts as printed. */
  answersStatus: boolean
}

/** A printer as the screens show it. */
export interface PrinterRow extends Printer {
  waiting: number
  /** «Plus de papier»: the last that was heard of it; empty when it is well, or was not asked yet. */
  trouble: string
  isPaperLow: boolean
  /** When it was last asked; null since the till started. */
  checkedAt: string | null
}

export type PrinterForm = Omit<Printer, 'id' | 'preparations'> & {
  /** As typed, between commas. */
  preparations: string
}

/** What waits for a printer. */
export interface PrintJobRow {
  id: number
  printerId: number
  printerName: string
  /** «Ticket 12», «Préparation CUISINE HUB-abc12». */
  title: string
  queuedAt: string
  /** Its bytes are on their way, or with the printer. */
  isSending: boolean
  /** «Plus de papier»; empty while nothing is wrong. */
  trouble: string
}

/** A printer that holds back what it was given. */
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
