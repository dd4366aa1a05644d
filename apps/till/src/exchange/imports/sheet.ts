import { dottedText, parseTypedAmount } from '@hub/money'
import { parseTypedStock } from '../../stock/index.ts'
import { FileProblem, type Rows } from '../files.ts'
import type { ImportProblem } from '../wire.ts'

const mostRows = 20_000

/**
 * The rows below the heading, without empty ones.
 * @param known the headings of the data set; those in `required` must be present
 * @throws {FileProblem} for a heading that is unknown, missing or repeated, for no rows and for too many
 */
export function readRows(file: Rows, known: readonly string[], required: readonly string[]): SheetRow[] {
  const [heading = [], ...body] = file
  const first = heading[0] ?? ''
  const columns = heading.map((name) => known.find((one) => sameName(one, name)) ?? name)
  while (columns.at(-1) === '') columns.pop()
  for (const [index, column] of columns.entries()) {
    if (!known.includes(column))
      throw new FileProblem(
        `Colonne inconnue : « ${column} ». Sont attendues : ${known.join(' ; ')}.`,
        1,
        column || first,
      )
    if (columns.indexOf(column) < index) throw new FileProblem('Cette colonne est là deux fois.', 1, column)
  }
  const missing = required.find((column) => !columns.includes(column))
  if (missing !== undefined) throw new FileProblem(`La colonne « ${missing} » manque.`, 1, missing)
  const rows = body.flatMap((cells, index) => {
    if (cells.every((cell) => cell === '')) return []
    return [new SheetRow(index + 2, columns, cells)]
  })
  if (rows.length === 0) throw new FileProblem('Le fichier ne contient aucune ligne sous les titres.', 2)
  if (rows.length > mostRows)
    throw new FileProblem(
      `${mostRows} lignes au plus ; il y en a ${rows.length}. Coupez le fichier.`,
      mostRows + 2,
    )
  return rows
}

const sameName = (left: string, right: string) => left.toLowerCase() === right.trim().toLowerCase()

const yes = new Set(['oui', 'o', '1', 'x', 'vrai'])
const no = new Set(['non', 'n', '0', 'faux'])

/**
 * One row, read cell by cell. Mistakes are collected in `problems` with their column, and reading goes on. Undefined
 * means «keep the present value»: the column is missing, the cell is wrong, or it is empty where empty is not a value.
 */
export class SheetRow {
  readonly row: number
  readonly problems: ImportProblem[] = []
  readonly #cells: Map<string, string>
  readonly #columns: string[]

  constructor(row: number, columns: string[], cells: string[]) {
    this.row = row
    this.#columns = columns
    this.#cells = new Map(columns.map((column, index) => [column, cells[index] ?? '']))
    const extra = cells.findIndex((cell, index) => index >= columns.length && cell !== '')
    if (extra >= 0)
      this.fail(
        columns.at(-1) ?? '',
        `« ${short(cells[extra]!)} » est au-delà de la dernière colonne : y a-t-il un « ; » de trop ?`,
      )
  }

  has = (column: string) => this.#columns.includes(column)

  fail(column: string, message: string): void {
    this.problems.push({ row: this.row, column, message })
  }

  /** Unlike in the other readers, an empty cell is a value. */
  text(column: string, { most = 255, hasLines = false } = {}): string | undefined {
    const text = this.#cells.get(column)
    if (text === undefined) return undefined
    if (text.length > most) this.fail(column, `${most} caractères au plus ; il y en a ${text.length}.`)
    if ((hasLines ? /[^\P{Cc}\r\n]/u : /\p{Cc}/u).test(text))
      this.fail(column, 'Un caractère invisible ou un retour à la ligne est interdit ici.')
    return text
  }

  amount(column: string): number | undefined {
    return this.#filled(column, (text) => {
      if (this.#hasPoint(column, text)) return undefined
      const cents = parseTypedAmount(text.replace(/\s*€$/, ''))
      if (cents !== undefined && Math.abs(cents) <= 99_999_999) return cents
      return this.#wrong(column, text, 'un montant tel que 12,80 est attendu')
    })
  }

  /** Thousandths. */
  quantity(column: string): number | undefined {
    return this.#filled(column, (text) => {
      if (this.#hasPoint(column, text)) return undefined
      return (
        parseTypedStock(text) ?? this.#wrong(column, text, 'une quantité telle que 3 ou 2,5 est attendue')
      )
    })
  }

  /** Percent as `5.5`, from a text such as `5,5` or `5,5 %`. */
  rate(column: string): string | undefined {
    return this.#filled(column, (text) => {
      if (this.#hasPoint(column, text)) return undefined
      const rate = dottedText(text.replace(/\s*%$/, ''))
      if (/^\d{1,3}(\.\d{1,2})?$/.test(rate)) return rate
      return this.#wrong(column, text, 'un taux tel que 5,5 est attendu')
    })
  }

  whole(column: string): number | undefined {
    return this.#filled(column, (text) => {
      if (/^\d{1,12}$/.test(text)) return Number(text)
      return this.#wrong(column, text, 'un nombre entier est attendu')
    })
  }

  boolean(column: string): boolean | undefined {
    return this.#filled(column, (text) => {
      const word = text.toLowerCase()
      if (yes.has(word)) return true
      if (no.has(word)) return false
      return this.#wrong(column, text, '« Oui » ou « Non » est attendu')
    })
  }

  #filled<T>(column: string, read: (text: string) => T | undefined): T | undefined {
    const text = this.#cells.get(column) ?? ''
    return text === '' ? undefined : read(text)
  }

  #hasPoint(column: string, text: string): boolean {
    if (!/\d\.\d/.test(text)) return false
    this.fail(
      column,
      `« ${short(text)} » est refusé : la virgule décimale est attendue, ${text.replace('.', ',')}.`,
    )
    return true
  }

  #wrong(column: string, text: string, expected: string): undefined {
    this.fail(column, `« ${short(text)} » est refusé : ${expected}.`)
    return undefined
  }
}

const short = (text: string) => (text.length > 40 ? `${text.slice(0, 40)}…` : text)
