import { expect, test } from 'vitest'
import { startTestTill } from '../testing/start.ts'
import type { VatRate } from './wire.ts'

test('a rate is created, never edited, and a 0 rate exists (W-19)', async () => {
  const till = await startTestTill()
  expect(await till.post('/api/vat-rates', { rate: '2,1 %' })).toMatchObject({
    status: 201,
    body: { rate: '2.1' },
  })
  const { body } = await till.get<VatRate[]>('/api/vat-rates')
  expect(body.map(({ rate }) => rate)).toEqual(['0.0', '2.1', '5.5', '10.0', '20.0'])
  expect(await till.post('/api/vat-rates', { rate: ',5' })).toMatchObject({ body: { rate: '0.5' } })
  expect((await till.get('/api/technical-events')).body).toMatchObject({
    events: [
      { what: 'Taux de TVA 0.5 créé' },
      { kind: 'setting', what: 'Taux de TVA 2.1 créé' },
      { kind: 'start' },
    ],
  })
  expect((await till.put(`/api/vat-rates/${body[0]!.id}`, { rate: '3' })).status).toBe(404)
})

test.each([
  ['', 'À remplir.'],
  ['abc', 'un taux de 0 à 100'],
  ['-5', 'un taux de 0 à 100'],
  ['101', 'un taux de 0 à 100'],
  ['5,555', 'un taux de 0 à 100'],
  [',', 'un taux de 0 à 100'],
  ['1e1', 'un taux de 0 à 100'],
  ['20,0', 'existe déjà'],
  ['0', 'existe déjà'],
])('the rate «%s» is refused beside the field', async (rate, sentence) => {
  const till = await startTestTill()
  const answer = await till.post('/api/vat-rates', { rate })
  expect(answer).toMatchObject({
    status: 422,
    body: { errors: [{ field: 'rate', message: expect.stringContaining(sentence) }] },
  })
})
