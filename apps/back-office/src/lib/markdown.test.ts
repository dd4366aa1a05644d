import { expect, test } from 'vitest'
import { parseMarkdown } from './markdown.ts'

test('emphasis, code and links are rendered', () => {
  expect(parseMarkdown('Produit **X** *inconnu* : `ref` [aide](https://a.fr/?q=1)')).toEqual([
    { kind: 'text', text: 'Produit ' },
    { kind: 'strong', pieces: [{ kind: 'text', text: 'X' }] },
    { kind: 'text', text: ' ' },
    { kind: 'emphasis', pieces: [{ kind: 'text', text: 'inconnu' }] },
    { kind: 'text', text: ' : ' },
    { kind: 'code', text: 'ref' },
    { kind: 'text', text: ' ' },
    { kind: 'link', pieces: [{ kind: 'text', text: 'aide' }], href: 'https://a.fr/?q=1' },
  ])
})

test.each([
  'javascript:alert(1)',
  'JavaScript:alert',
  'data:text/html,x',
  '/path',
  '//evil.example',
  'vbscript:x',
])('a link to %s is inert', (href) =>
  expect(parseMarkdown(`[aide](${href})`)).toEqual([{ kind: 'text', text: 'aide' }]),
)

test('the cause of the contract runs nothing', () => {
  const pieces = parseMarkdown('<img src=x onerror=alert(1)> [aide](javascript:alert(1))')
  expect(pieces.every(({ kind }) => kind === 'text')).toBe(true)
  expect(pieces.at(-1)).toEqual({ kind: 'text', text: 'aide' })
})

test('a hostile text of 8 KB is read at once', () => {
  const start = performance.now()
  for (const hostile of ['[a](', '[', '*_', '`', '(', '**a'])
    parseMarkdown(hostile.repeat(8192 / hostile.length))
  expect(performance.now() - start).toBeLessThan(1000)
})

test('markup stays text', () => {
  const text = '<img src=x onerror=alert(1)> snake_case_name 2*3*4'
  expect(parseMarkdown(text)).toEqual([{ kind: 'text', text }])
})
