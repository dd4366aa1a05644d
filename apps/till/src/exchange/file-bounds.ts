import { FileProblem } from './file-problem.ts'
import { entriesOf, unpack, type ZipEntry } from './zip.ts'

/** Defined here because a route needs it at startup, before the libraries that read files are loaded. */
export const maxFileBytes = 10_000_000

/** Limits for an imported file (contract, security S17). */
export const fileBounds = {
  unpackedBytes: 20_000_000,
  cells: 1_000_000,
  /** Time for reading the file, and again for each batch of its rows. */
  milliseconds: 10_000,
  /** Memory of the thread that reads it. */
  megabytes: 512,
} as const

const remedy = 'Coupez-le en plusieurs fichiers.'
const count = (number: number) => number.toLocaleString('fr-FR').replaceAll(/\s/g, ' ')

const tooManyCells = (name: string) =>
  new FileProblem(
    `« ${name} » a trop de cellules, vides comprises : ${count(fileBounds.cells)} au plus. ${remedy}`,
  )
const tooMuchUnpacked = (name: string) =>
  new FileProblem(
    `« ${name} » contient trop de données, une fois décompressé : ${fileBounds.unpackedBytes / 1_000_000} Mo au plus. ${remedy}`,
  )
export const tookTooLong = (name: string) =>
  new FileProblem(
    `« ${name} » est trop long à lire : ${fileBounds.milliseconds / 1000} secondes au plus. ${remedy}`,
  )
export const tookTooMuchMemory = (name: string) =>
  new FileProblem(`« ${name} » prend trop de mémoire à lire : ${fileBounds.megabytes} Mo au plus. ${remedy}`)

/**
 * Counts cells by their separators `;` and line feed; those inside quotes count too.
 * @throws {FileProblem} when there are too many
 */
export function checkCsv(name: string, text: string): void {
  let cells = 0
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at)
    if ((character === 0x3b || character === 0x0a) && ++cells > fileBounds.cells) throw tooManyCells(name)
  }
}

const isRead = ({ name }: ZipEntry) => name.endsWith('.xml') || name.endsWith('.rels')

/**
 * Checks the limits by unpacking a workbook before the library reads it. Its declared sizes may be false, and a single
 * cell in the last column of the last row makes the library fill in some 17 billion empty cells.
 * @throws {FileProblem} that names the limit; any other error when the file is not a workbook
 */
export function checkXlsx(name: string, bytes: Buffer): void {
  const entries = entriesOf(bytes)
  if (!entries) throw new Error('no ZIP')
  let left: number = fileBounds.unpackedBytes
  if (entries.reduce((sum, { declaredBytes }) => sum + declaredBytes, 0) > left) throw tooMuchUnpacked(name)
  for (const entry of entries.filter(isRead)) {
    const content = unpackWithin(name, bytes, entry, left)
    left -= content.length
    if (/worksheets\/[^/]*\.xml$/.test(entry.name)) checkSheet(name, content.toString('latin1'))
  }
}

function unpackWithin(name: string, bytes: Buffer, entry: ZipEntry, left: number): Buffer {
  try {
    return unpack(bytes, entry, left)
  } catch (error) {
    throw (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? tooMuchUnpacked(name) : error
  }
}

const rowOrCell = /<(?:[\w.-]{1,20}:)?(row|c)\b([^<>]{0,1000})>/g
const address = /\br\s{0,9}=\s{0,9}["']([A-Za-z]{0,9})(\d{0,9})["']/

/** Counts rows × widest row, because the library fills each gap with empty cells. */
function checkSheet(name: string, xml: string): void {
  let [rows, columns, cells] = [0, 0, 0]
  for (const [, element, attributes = ''] of xml.matchAll(rowOrCell)) {
    const [, letters = '', number = '0'] = address.exec(attributes) ?? []
    rows = Math.max(element === 'row' ? rows + 1 : rows, Number(number))
    const isEmpty = attributes.endsWith('/')
    if (element === 'c' && !isEmpty) columns = Math.max(columns, columnOf(letters))
    if (element === 'c') cells++
    if (Math.max(cells, rows * Math.max(columns, 1)) > fileBounds.cells) throw tooManyCells(name)
  }
}

/** 1 for `A`, 28 for `AB`. */
const columnOf = (letters: string) =>
  [...letters.toUpperCase()].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0)
