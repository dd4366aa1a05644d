import { parse } from 'csv-parse/sync'
import { readSheet } from 'read-excel-file/universal'
import { plainText } from './cells.ts'
import { checkCsv, checkXlsx } from './file-bounds.ts'
import { FileProblem } from './file-problem.ts'

export { FileProblem } from './file-problem.ts'

/** Every cell as text, numbers with a decimal comma; the first row is the heading. */
export type Rows = string[][]

/**
 * Reads a CSV file or an XLSX workbook, and refuses a file whose content does not match its extension.
 * @throws {FileProblem} with a message for the user
 */
export async function readFile(name: string, bytes: Buffer): Promise<Rows> {
  if (bytes.length === 0) throw new FileProblem(`Le fichier « ${name} » est vide.`)
  const isZip = bytes.subarray(0, 4).toString('latin1') === 'PK\x03\x04'
  const extension = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase()
  if (extension === 'xlsx') {
    if (!isZip) throw new FileProblem(`« ${name} » n'est pas un classeur Excel (XLSX), malgré son nom.`)
    return readXlsx(name, bytes)
  }
  if (extension !== 'csv' && extension !== 'txt')
    throw new FileProblem(`« ${name} » : un fichier .csv ou .xlsx est attendu.`)
  if (isZip)
    throw new FileProblem(
      `« ${name} » est un classeur Excel (XLSX) renommé : donnez-lui son nom en .xlsx, ou enregistrez-le en « CSV UTF-8 ».`,
    )
  return readCsv(name, bytes)
}

function readCsv(name: string, bytes: Buffer): Rows {
  const text = decode(bytes)
  if (text.includes('\0')) throw new FileProblem(`« ${name} » n'est pas un fichier de texte.`)
  checkCsv(name, text)
  const [first = ''] = text.split(/\r?\n/, 1)
  if (!first.includes(';') && /[,\t|]/.test(first))
    throw new FileProblem('Le séparateur des colonnes doit être le point-virgule « ; ».')
  try {
    const rows = parse(text, { delimiter: ';', relax_column_count: true }) as Rows
    return rows.map((row) => row.map((cell) => plainText(cell.trim())))
  } catch (error) {
    const { lines } = error as { lines?: number }
    throw new FileProblem('Des guillemets sont ouverts et jamais fermés, ou mal placés.', lines ?? 1)
  }
}

/** Falls back to Windows-1252, which older spreadsheets write. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

async function readXlsx(name: string, bytes: Buffer): Promise<Rows> {
  try {
    checkXlsx(name, bytes)
    const file = new Uint8Array(bytes).buffer
    // The universal build starts no thread of its own, which would escape the limits on this one.
    const rows = await readSheet<ExactNumber>(file, { parseNumber: (text) => new ExactNumber(text) })
    return rows.map((row) => row.map(cellText))
  } catch (error) {
    if (error instanceof FileProblem) throw error
    throw new FileProblem(`« ${name} » est abîmé : Excel non plus ne le lirait pas.`)
  }
}

/** A number of a workbook, converted to text with a decimal comma. */
class ExactNumber {
  readonly text: string

  constructor(stored: string) {
    // Excel stores binary fractions: 12,80 may be 12.799999999999999.
    this.text = Number(stored)
      .toFixed(6)
      .replace(/\.?0+$/, '')
      .replace('.', ',')
  }
}

function cellText(value: unknown): string {
  if (value instanceof ExactNumber) return value.text
  if (value instanceof Date) return value.toISOString().slice(0, 10).split('-').toReversed().join('/')
  if (typeof value === 'boolean') return value ? 'Oui' : 'Non'
  return String(value ?? '').trim()
}
