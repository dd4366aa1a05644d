import { expect, test } from 'vitest'
import { nameInMail } from './names.ts'

test.each([
  ['Léa Petit', 'Léa Petit'],
  ['Pizza & Co. (Lille)', 'Pizza & Co. (Lille)'],
  ['https://evil.example/login', 'https evil·example/login'],
  ['www.evil.example', 'www·evil·example'],
  ['Votre compte est bloqué : evil。example', 'Votre compte est bloqué evil·example'],
  ['tel:+33600000000 a@b.fr', 'tel +33600000000 a@b·fr'],
  ['é'.repeat(61), `${'é'.repeat(59)}…`],
  ['🍕'.repeat(60), '🍕'.repeat(60)],
])('the name %s is written %s (security S18)', (name, shown) => {
  expect(nameInMail(name)).toBe(shown)
})
