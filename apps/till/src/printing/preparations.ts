import { searchKey } from '../platform/text.ts'
import type { PrintedLine } from './documents/order.ts'
import type { Printer } from './wire.ts'

/** What the sheet of an article says about its preparation. */
export interface ArticlePreparation {
  /** «Article à préparer». */
  isPrepared: boolean
  /** «Nom du ticket de préparation»; empty for none. */
  ticketName: string
}

/**
 * The lines of each preparation ticket, by its name. An article goes to the ticket named on its sheet,
 * after its menu and before its options. An unknown article is prepared too, because the kitchen would
 * not hear of it otherwise.
 */
export function splitPreparation(
  lines: PrintedLine[],
  find: (idart: number) => ArticlePreparation | undefined,
): Map<string, PrintedLine[]> {
  const tickets = new Map<string, PrintedLine[]>()
  let menu: PrintedLine | undefined
  /** The ticket of the article above; undefined when it is not prepared. */
  let current: PrintedLine[] | undefined
  for (const line of lines) {
    if (line.depth === 0) menu = undefined
    if (line.kind === 'charge') current = undefined
    else if (line.kind === 'deal') menu = line
    else if (line.kind === 'option') current?.push(line)
    else {
      current = undefined
      const { isPrepared, ticketName } = find(line.idart) ?? { isPrepared: true, ticketName: '' }
      if (!isPrepared) continue
      current = tickets.get(ticketName) ?? []
      tickets.set(ticketName, current)
      if (menu && !current.includes(menu)) current.push(menu)
      current.push(line)
    }
  }
  return tickets
}

type Kitchen = Pick<Printer, 'preparations' | 'printsOtherPreparations'>

/** The printer of a preparation ticket: the one named for it, else the one for all others. */
export const printerOf = <P extends Kitchen>(printers: P[], ticketName: string): P | undefined =>
  printers.find(({ preparations }) =>
    preparations.some((name) => searchKey(name) === searchKey(ticketName)),
  ) ?? printers.find(({ printsOtherPreparations }) => printsOtherPreparations)
