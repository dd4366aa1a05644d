/** How much a line stands out: `tall` is twice as high, `big` twice as high and wide, `huge` three times; all but `plain` are bold. */
export type Look = 'plain' | 'bold' | 'tall' | 'big' | 'huge'

/** One piece of a document. A text may have several lines; an indent counts in steps of two characters. */
export type Block =
  /** Inverse: white on black. */
  | { kind: 'text'; text: string; look?: Look; isCentred?: boolean; isInverse?: boolean; indent?: number }
  | { kind: 'pair'; left: string; right: string; look?: Look; indent?: number }
  /** The first column begins at the left, the others end at the right. */
  | { kind: 'table'; head: string[]; rows: string[][] }
  /** As a table, of jobs from before there were tables: columns of the same width, which cut what is longer. */
  | { kind: 'row'; cells: string[]; look?: Look }
  | { kind: 'rule' }
  | { kind: 'gap' }

/** What is printed, whatever the width of the paper: a job keeps it, so that any printer can take it over. */
export type PrintDocument = Block[]

export const text = (
  value: string,
  look: Look = 'plain',
  more: { isCentred?: boolean; indent?: number } = {},
): Block => ({ kind: 'text', text: value, look, ...more })

export const centred = (value: string, look: Look = 'plain') => text(value, look, { isCentred: true })

/** A head that nobody overlooks: white on black. */
export const inverse = (value: string, look: Look = 'big'): Block => ({
  kind: 'text',
  text: value,
  look,
  isCentred: true,
  isInverse: true,
})

export const pair = (left: string, right: string, look: Look = 'plain', indent = 0): Block => ({
  kind: 'pair',
  left,
  right,
  look,
  indent,
})

export const table = (head: string[], rows: string[][]): Block => ({ kind: 'table', head, rows })
export const rule: Block = { kind: 'rule' }
export const gap: Block = { kind: 'gap' }
