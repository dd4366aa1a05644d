import { expect, test } from 'vitest'
import { amountCell, csvStyle, csvText } from './csv.ts'

test('what a spreadsheet would take for a formula arrives as text (back-office 10.9)', () => {
  const rows = ['=1+1', '+33 6', '-2', '@x', 'plain'].map((text) => [text])
  expect(csvText(csvStyle('en-GB'), ['NAME'], rows)).toBe(
    "\ufeffNAME\r\n'=1+1\r\n'+33 6\r\n'-2\r\n'@x\r\nplain\r\n",
  )
})

test('quotes, separators and line breaks stay within their cell', () => {
  const rows = [['a"b', 'x;y', 'two\nlines', null]]
  expect(csvText(csvStyle('fr-FR'), ['A', 'B', 'C', 'D'], rows)).toBe(
    '\ufeffA;B;C;D\r\n"a""b";"x;y";"two\nlines";\r\n',
  )
})

test('amounts are numbers of the language, negative ones too', () => {
  const row = [amountCell('-1234.50 EUR'), amountCell(null)]
  expect(csvText(csvStyle('fr-FR'), ['A', 'B'], [row])).toBe('\ufeffA;B\r\n"-1234,50";\r\n')
  expect(csvText(csvStyle('en-GB'), ['A', 'B'], [row])).toBe('\ufeffA,B\r\n-1234.50,\r\n')
})
