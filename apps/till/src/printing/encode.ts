import Encoder from '@point-of-sale/receipt-printer-encoder'
import type { PrintDocument } from './document.ts'
import { layOut, sizes } from './layout.ts'
import type { CodePage, Columns } from './wire.ts'

/** Distance from the print head to the blade, in lines. */
const linesToBlade = 4

export interface Paper {
  columns: Columns
  codePage: CodePage
}

/** The bytes that print the document and cut the paper once, at its end. */
export function encode(document: PrintDocument, { columns, codePage }: Paper): Uint8Array {
  const encoder = new Encoder({
    language: 'esc-pos',
    columns,
    codepageMapping: 'epson',
    feedBeforeCut: linesToBlade,
    newline: '\n',
  })
  encoder.initialize().codepage(codePage)
  for (const { text, look, isCentred, isInverse = false } of layOut(document, columns)) {
    const { width, height } = sizes[look]
    encoder
      .align(isCentred ? 'center' : 'left')
      .bold(look !== 'plain')
      .size(width, height)
    if (isInverse) encoder.invert(true).line(text).invert(false)
    else encoder.line(text)
  }
  return encoder.align('left').bold(false).size(1, 1).cut('partial').encode()
}

/** The bytes that open the drawer, and print nothing. */
export const encodeKick = (): Uint8Array =>
  new Encoder({ language: 'esc-pos', newline: '\n' }).initialize().pulse(0, 100, 500).encode()
