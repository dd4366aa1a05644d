import { describe, expect, test } from 'vitest'
import { toPrinted } from './alphabet.ts'
import { centred, pair, rule, table, text } from './document.ts'
import { encodeKick } from './encode.ts'
import { layOut, sizes } from './layout.ts'

const lines = (columns: number, ...blocks: Parameters<typeof layOut>[0]) =>
  layOut(blocks, columns).map((line) => line.text)

describe('a document on paper of any width', () => {
  test('an amount ends the last line of its article', () => {
    expect(lines(20, pair('MARGHERITA', '12,00'))).toEqual(['MARGHERITA     12,00'])
    expect(lines(20, pair('PIZZA QUATRE FROMAGES', '14,50'))).toEqual([
      'PIZZA QUATRE',
      'FROMAGES       14,50',
    ])
    expect(lines(12, pair('REGINA', '1 234,56 €'))).toEqual(['REGINA', '  1 234,56 €'])
  })

  test('a total too long for wide signs is printed in high ones', () => {
    const total = [pair('TOTAL TTC', '38,30 €', 'big')]
    expect(layOut(total, 48)).toMatchObject([{ text: 'TOTAL TTC        38,30 €', look: 'big' }])
    expect(layOut(total, 32)).toMatchObject([{ text: 'TOTAL TTC                38,30 €', look: 'tall' }])
  })

  test('a text breaks between words; a word longer than the line is cut', () => {
    expect(lines(10, text('deux olives en plus'))).toEqual(['deux', 'olives en', 'plus'])
    expect(lines(8, text('abcdefghijklmnop qr'))).toEqual(['abcdefgh', 'ijklmnop', 'qr'])
    expect(lines(8, text('un\n\ndeux'))).toEqual(['un', '', 'deux'])
  })

  test('a large sign takes the place of several', () => {
    expect(lines(32, centred('Code A7C2 BIS', 'huge'))).toEqual(['Code A7C2', 'BIS'])
  })

  test('an indent leaves room for its text', () => {
    expect(lines(20, text('sans oignon ni olives', 'plain', { indent: 2 }))).toEqual([
      '    sans oignon ni',
      '    olives',
    ])
    expect(lines(12, text('olives noires', 'plain', { indent: 9 }))).toEqual(['    olives', '    noires'])
  })

  test('columns have the same width, the first one from the left', () => {
    const head = ['Taux', 'Base HT', 'TVA', 'TTC']
    expect(lines(32, table(head, [['A 10 %', '1,82 €', '0,18 €', '2,00 €']]))).toEqual([
      'Taux     Base HT     TVA     TTC',
      'A 10 %    1,82 €  0,18 €  2,00 €',
    ])
    // As in a job stored by versions without tables.
    expect(lines(32, { kind: 'row', cells: head })).toEqual(['Taux     Base HT     TVA     TTC'])
    expect(lines(32, rule)).toEqual(['-'.repeat(32)])
  })

  test('no amount of a table is cut: a long one widens its column, on narrow paper each has its line', () => {
    const zed = table(['Taux', 'HT', 'TVA', 'TTC'], [['10 %', '11 223,05 €', '1 122,31 €', '12 345,36 €']])
    expect(lines(42, zed)).toEqual([
      'Taux             HT        TVA         TTC',
      '10 %    11 223,05 € 1 122,31 € 12 345,36 €',
    ])
    expect(lines(32, zed)).toEqual([
      '10 %',
      '  HT                 11 223,05 €',
      '  TVA                 1 122,31 €',
      '  TTC                12 345,36 €',
    ])
  })

  test.for([32, 42, 48])('300 signs without a blank stay within %i', (columns) => {
    const long = 'é'.repeat(300)
    for (const look of ['plain', 'tall', 'big', 'huge'] as const)
      for (const line of layOut([text(long, look, { indent: 1 }), pair(long, long, look)], columns))
        expect(line.text.length * sizes[line.look].width).toBeLessThanOrEqual(columns)
  })
})

describe('the signs of a printer', () => {
  test('accents and «€» stay, typographic signs become plain ones', () => {
    expect(toPrinted('Crème brûlée « maison » : 4,90 €')).toBe('Crème brûlée « maison » : 4,90 €')
    expect(toPrinted('Bœuf – l’œuf… “bio”')).toBe('Boeuf - l\'oeuf... "bio"')
    expect(toPrinted('1\u202f234,56\u00a0€')).toBe('1 234,56 €')
    expect(toPrinted('e\u0301te\u0301')).toBe('été')
  })

  test('other alphabets lose what no printer has, and pictures leave nothing', () => {
    expect(toPrinted('Łukasz Ştefan 🍕 ピザ')).toBe('?ukasz Stefan  ??')
  })

  test('a name from outside never holds a command (ESC, GS, DLE)', () => {
    expect(toPrinted('Jean\u001b@\u001dV\u0000\u0010\u0004\u0001 Dupont')).toBe('Jean@V Dupont')
    expect(toPrinted('a\r\nb\tc')).toBe('a\nb c')
  })
})

test('a kick opens the drawer and feeds no paper', () => {
  expect([...encodeKick()].slice(-5)).toEqual([0x1b, 0x70, 0, 50, 250])
})
