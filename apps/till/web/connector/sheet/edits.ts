// The edits typed in the lines of a web order, where they may be changed (contract, kezia R-A6).
import { formatTypedAmount, multiplyCents, parseDecimal, parseTypedAmount } from '@hub/money'
import type { ArticleLine } from '../../../src/articles/wire.ts'
import type { LineEdit, OrderLine } from '../../../src/weborders/wire.ts'
import { parseTypedQuantity } from '../../counter/basket.ts'

/** Cells as typed; a property is absent if its cell was not edited. */
export interface Cells {
  quantity?: string
  price?: string
}

export interface Edits {
  /** By line index. */
  cells: Record<number, Cells>
  removed: number[]
}

export const noEdits: Edits = { cells: {}, removed: [] }

export const isEdited = ({ cells, removed }: Edits) => Object.keys(cells).length > 0 || removed.length > 0

/** `2` for `2.0`, `1,5` for `1.5`. */
export const typedQuantity = (quantity: string) => quantity.replace(/\.0+$/, '').replace('.', ',')

/** Removes the line at this index and its children: the options of an article, the articles of a deal. */
export function withoutLine(edits: Edits, lines: OrderLine[], place: number): Edits {
  const depth = lines[place]?.depth ?? 0
  const next = lines.findIndex((line, index) => index > place && line.depth <= depth)
  const end = next < 0 ? lines.length : next
  const gone = Array.from({ length: end - place }, (_, offset) => place + offset)
  return { ...edits, removed: [...new Set([...edits.removed, ...gone])] }
}

/** The lines to send: the remaining ones, then the added articles. */
export const toForm = ({ cells, removed }: Edits, lines: OrderLine[], added: ArticleLine[]): LineEdit[] => [
  ...lines.flatMap(({ code, quantity, unitCents }, place): LineEdit[] =>
    removed.includes(place)
      ? []
      : [
          {
            place,
            was: { code, quantity, unitCents },
            quantity: cells[place]?.quantity ?? '',
            price: cells[place]?.price ?? '',
          },
        ],
  ),
  ...added.map(
    ({ idart, priceCents }): LineEdit => ({
      place: null,
      idart,
      quantity: '1',
      price: formatTypedAmount(priceCents),
    }),
  ),
]

/** The total of the lines as typed; undefined while some input cannot be parsed. */
export function editedCents(
  { cells, removed }: Edits,
  lines: OrderLine[],
  added: ArticleLine[],
): number | undefined {
  let sum = added.reduce((total, { priceCents }) => total + priceCents, 0)
  for (const [place, line] of lines.entries()) {
    if (removed.includes(place)) continue
    const cents = lineCents(line, cells[place])
    if (cents === undefined) return undefined
    sum += cents
  }
  return sum
}

export function lineCents(line: OrderLine, cells: Cells | undefined): number | undefined {
  if (!cells) return line.totalCents
  const quantity = cells.quantity === undefined ? line.quantity : parseTypedQuantity(cells.quantity)
  const unitCents = cells.price === undefined ? line.unitCents : parseTypedAmount(cells.price)
  if (quantity === undefined || unitCents === undefined) return undefined
  return multiplyCents(unitCents, parseDecimal(quantity))
}
