import { expect, test } from 'vitest'
import { en } from './en/index.ts'
import { fr } from './fr/index.ts'

const keys = Object.keys(fr) as (keyof typeof fr)[]
const placeholders = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort()

test('both languages have the same keys, and the same placeholders in each sentence', () => {
  expect(Object.keys(en).sort()).toEqual([...keys].sort())
  for (const key of keys) expect(placeholders(en[key]), key).toEqual(placeholders(fr[key]))
})

test('in English no French remains', () => {
  const ownNames = ['common.otherLanguage', 'nameMenu.french', 'locale.fr-FR']
  const accented = keys.filter((key) => /[àâçéèêëîïôùûœ«»]/i.test(en[key]) && !ownNames.includes(key))
  expect(accented).toEqual([])
})

test('no sentence is empty', () => {
  for (const words of [fr, en]) expect(Object.values(words).filter((text) => text.trim() === '')).toEqual([])
})
