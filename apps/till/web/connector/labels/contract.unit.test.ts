// Contract, kezia §3.3, D33, D35, R-K11: words that are on the screens as they are there.
import { expect, test } from 'vitest'
import { rejectionReasons } from '../../../src/weborders/rules.ts'
import { type LabelKey, t } from '../../labels/index.ts'

test.each<[string, Record<string, string>]>([
  [
    'status',
    {
      pending: 'En attente',
      accepted: 'Validée',
      in_preparation: 'En préparation',
      ready: 'Prête',
      in_delivery: 'En livraison',
      completed: 'Terminée',
      rejected: 'Rejetée',
      cancelled: 'Annulée',
      delivery_failed: 'Échec livraison',
    },
  ],
  ['payment', { unpaid: 'Non Payée', partial: 'Partielle', paid: 'Payée' }],
  ['service', { delivery: 'Livraison', collection: 'A emporter', eat_in: 'Sur place' }],
])('each %s has its word', (family, words) => {
  expect(Object.keys(words).map((key) => t(`${family}.${key}` as LabelKey))).toEqual(Object.values(words))
})

test('five reasons are offered for a rejection (D35)', () => {
  expect(rejectionReasons).toEqual([
    'Article indisponible',
    'Trop de commandes',
    'Établissement fermé',
    'Adresse hors zone',
    'Autre',
  ])
})
