import { expect, test } from 'vitest'
import { readPasted } from './paste.ts'

test('two columns of a spreadsheet are codes and quantities; a heading is left out (D63)', () => {
  expect(readPasted('Code\tQuantité\r\n11\t24\r\n\r\nCOUV\t2,5\r\n12\t\r\n')).toEqual([
    { code: '11', quantity: '24' },
    { code: 'COUV', quantity: '2,5' },
    { code: '12', quantity: '1' },
  ])
  expect(readPasted('11;24')).toEqual([{ code: '11', quantity: '24' }])
  expect(readPasted('11\n12')).toEqual([
    { code: '11', quantity: '1' },
    { code: '12', quantity: '1' },
  ])
})

test.each(['11', ' margherita\n', '2*11', ''])('«%s» is no table: it goes into the field', (text) => {
  expect(readPasted(text)).toBeUndefined()
})
