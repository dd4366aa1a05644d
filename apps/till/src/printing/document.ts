/**
 * Emphasis of a line: `tall` is twice as high, `big` twice as high and wide, `huge` three times;
 * all but `plain` are bold.
 */
export type Look = 'plain' | 'bold' | 'tall' | 'big' | 'huge'

/** One piece of a document. A text may have several lines; an indent counts in steps of two characters. */
export type Block =
  /** Inverse: white on black. */
  | { kind: 'text'; text: string; look?: Look; isCentred?: boolean; isInverse?: boolean; indent?: number }
  | { kind: 'pair'; left: string; right: string; look?: Look; indent?: number }
  /** The first column is left-aligned, the others right-aligned. */
  | { kind: 'table'; head: string[]; rows: string[][] }
  /** A table in jobs stored by older versions: columns of equal width, which cut longer texts. */
  | { kind: 'row'; cells: string[]; look?: Look }
  | { kind: 'rule' }
  | { kind: 'gap' }

/**
 * A document for any width of paper. A job stores it in this form, so that it can be
 * redirected to any printer.
 */
export type PrintDocument = Block[]

export const text = (
  value: string,
  look: Look = 'plain',
  more: { isCentred?: boolean; indent?: number } = {},
): Block => ({ kind: 'text', text: value, look, ...more })

export const centred = (value: string, look: Look = 'plain') => text(value, look, { isCentred: true })

/** A conspicuous heading: white on black. */
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
