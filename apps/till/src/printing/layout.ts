import { toPrinted } from './alphabet.ts'
import { type Block, type Look, type PrintDocument, pair, text } from './document.ts'

export interface Line {
  text: string
  look: Look
  isCentred: boolean
  isInverse?: boolean
}

/** Width and height of a character, in multiples of a plain one. */
export const sizes: Record<Look, { width: number; height: number }> = {
  plain: { width: 1, height: 1 },
  bold: { width: 1, height: 1 },
  tall: { width: 1, height: 2 },
  big: { width: 2, height: 2 },
  huge: { width: 3, height: 3 },
}

const stepOfIndent = 2
/** With less room than this, the text to the left of an amount gets lines of its own. */
const leastLeft = 8

/** The lines of a document on paper of `columns` characters; none is longer. */
export const layOut = (document: PrintDocument, columns: number): Line[] =>
  document.flatMap((block) => linesOf(block, columns))

function linesOf(block: Block, columns: number): Line[] {
  switch (block.kind) {
    case 'rule':
      return [plain('-'.repeat(columns))]
    case 'gap':
      return [plain('')]
    case 'table':
      return layOutTable(block.head, block.rows, columns).map(plain)
    case 'row':
      return [{ ...plain(layOutRow(block.cells, columns)), look: block.look ?? 'plain' }]
    case 'text': {
      const { look = 'plain', isCentred = false, isInverse = false, indent = 0 } = block
      return indented(indent, look, columns, (width) => wrap(toPrinted(block.text), width)).map((text) => ({
        text,
        look,
        isCentred,
        ...(isInverse && { isInverse }),
      }))
    }
    case 'pair': {
      const left = toPrinted(block.left)
      const right = toPrinted(block.right)
      const look = fitting(block.look ?? 'plain', left.length + 1 + right.length, columns)
      return indented(block.indent ?? 0, look, columns, (width) => layOutPair(left, right, width)).map(
        (text) => ({ text, look, isCentred: false }),
      )
    }
  }
}

/** A total too long for wide characters is printed in tall ones. */
const fitting = (look: Look, length: number, columns: number): Look =>
  sizes[look].width > 1 && length * sizes[look].width > columns ? 'tall' : look

const plain = (text: string): Line => ({ text, look: 'plain', isCentred: false })

function indented(indent: number, look: Look, columns: number, lay: (width: number) => string[]): string[] {
  const width = Math.floor(columns / sizes[look].width)
  const margin = Math.min(indent * stepOfIndent, width - leastLeft)
  return lay(width - margin).map((line) => ' '.repeat(margin) + line)
}

/** The right side ends the last line of the left one. */
function layOutPair(left: string, right: string, width: number): string[] {
  const room = width - right.length - 1
  if (room < leastLeft)
    return [...wrap(left, width), ...wrap(right, width).map((line) => line.padStart(width))]
  const lines = wrap(left, room)
  const last = lines.pop() ?? ''
  return [...lines, last.padEnd(width - right.length) + right]
}

function layOutRow(cells: string[], columns: number): string {
  const width = Math.floor(columns / cells.length)
  const shown = cells.map(toPrinted)
  const [first = '', ...others] = shown
  return (
    first.slice(0, columns - width * others.length).padEnd(columns - width * others.length) +
    others.map((cell) => cell.slice(0, width).padStart(width)).join('')
  )
}

/** Columns of the same width where all fits in them, else as wide as their cells; on narrow paper a line for each cell. */
function layOutTable(head: string[], rows: string[][], columns: number): string[] {
  const printed = [head, ...rows].map((cells) => cells.map(toPrinted))
  const widthOf = (column: number) => Math.max(...printed.map((cells) => cells[column]?.length ?? 0))
  const [first = 0, ...others] = head.map((_, column) => widthOf(column) + (column === 0 ? 0 : 1))
  const equal = Math.floor(columns / head.length)
  const widths = others.every((width) => width <= equal) ? others.map(() => equal) : others
  const left = columns - widths.reduce((sum, width) => sum + width, 0)
  if (left < first) return rows.flatMap((cells) => layOutCells(head, cells, columns))
  return printed.map(
    ([name = '', ...cells]) =>
      name.padEnd(left) + cells.map((cell, column) => cell.padStart(widths[column] ?? 0)).join(''),
  )
}

/** A row whose cells do not fit beside each other. */
const layOutCells = ([, ...names]: string[], [first = '', ...cells]: string[], columns: number): string[] =>
  layOut(
    [text(first), ...cells.map((cell, column) => pair(names[column] ?? '', cell, 'plain', 1))],
    columns,
  ).map((line) => line.text)

/** Breaks lines between words; a word longer than a line is cut. */
function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines: string[] = []
    let line = ''
    for (const word of paragraph.split(/ +/).flatMap((one) => pieces(one, width))) {
      if (line !== '' && line.length + 1 + word.length > width) {
        lines.push(line)
        line = word
      } else line = line === '' ? word : `${line} ${word}`
    }
    return [...lines, line]
  })
}

function pieces(word: string, width: number): string[] {
  const count = Math.max(1, Math.ceil(word.length / width))
  return Array.from({ length: count }, (_, index) => word.slice(index * width, (index + 1) * width))
}
