import { expect, test } from 'vitest'
import { uriError, urisOf } from './uris.ts'

test('addresses are one a line, without the empty ones', () => {
  expect(urisOf(' https://a.fr/cb \n\nhttps://b.fr/cb\n')).toEqual(['https://a.fr/cb', 'https://b.fr/cb'])
})

test('the refused line is named', () => {
  expect(uriError({ 'redirect_uris[1]': 'no' }, ['https://a.fr', 'x'])).toBe('x : no')
  expect(uriError({}, ['x'])).toBeUndefined()
})
