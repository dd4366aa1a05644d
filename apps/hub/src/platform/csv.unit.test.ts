import { expect, test } from 'vitest'
import { amountCell, csvLine, csvStyle } from './csv.ts'

const [french, english] = [csvStyle('fr-FR'), csvStyle('en-GB')]

test.each(['=1+1', '+33 6', '-2', '@x'])(
  '%s, a formula to a spreadsheet, arrives as text (back-office 10.9)',
  (text) => {
    expect(csvLine(english, [text, 'plain'])).toBe(`'${text},plain\r\n`)
  },
)

test('quotes, separators and line breaks stay within their cell', () => {
  expect(csvLine(french, ['a"b', 'x;y', 'two\nlines', null])).toBe('"a""b";"x;y";"two\nlines";\r\n')
})

test('amounts are numbers of the language, negative ones too', () => {
  const cells = [amountCell('-1234.50 EUR'), amountCell(null)]
  expect(csvLine(french, cells)).toBe('"-1234,50";\r\n')
  expect(csvLine(english, cells)).toBe('-1234.50,\r\n')
})
