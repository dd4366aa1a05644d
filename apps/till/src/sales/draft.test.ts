import { expect, test } from 'vitest'
import { changeArticle } from '../testing/change-article.ts'
import { startTestTill, type TestTill, temporaryFolder } from '../testing/start.ts'
import type { DraftForm, Sale, SavedDraft } from './wire.ts'

const poste = '11111111-2222-4333-8444-555555555555'
const other = '99999999-2222-4333-8444-555555555555'
const pizza = { idart: 1, quantity: '1', unitCents: 1200, discount: null }

const draft = (values: Partial<DraftForm> = {}): DraftForm => ({
  draftId: 'draft-1',
  sellerId: 1,
  customerId: null,
  basket: {
    service: 'take_away',
    lines: [{ ...pizza, quantity: '2', options: [{ groupId: 1, idart: 6, quantity: 1, unitCents: 50 }] }],
    discount: { kind: 'percent', percent: '10' },
  },
  ...values,
})
const keep = (till: TestTill, form: unknown = draft(), at = poste) => till.put(`/api/sale-drafts/${at}`, form)
const read = async (till: TestTill, at = poste) =>
  (await till.get<SavedDraft | null>(`/api/sale-drafts/${at}`)).body

test('the sale in progress of a poste survives the restart of the till, and is nobody else’s', async () => {
  const dataDir = temporaryFolder()
  const before = await startTestTill({ dataDir })
  expect(await read(before)).toBeNull()
  expect((await keep(before)).status).toBe(204)
  await before.close()
  const till = await startTestTill({ dataDir })
  expect(await read(till)).toMatchObject({
    draftId: 'draft-1',
    sellerId: 1,
    gone: [],
    basket: {
      service: 'take_away',
      discount: { kind: 'percent', percent: '10' },
      lines: [
        {
          article: { definition: 'MARGHERITA' },
          quantity: '2',
          options: [{ article: { definition: 'TOMATES' } }],
        },
      ],
    },
  })
  expect(await read(till, other)).toBeNull()
})

test('what is not sold any more is named; the seller says again who he is when a password protects him', async () => {
  const till = await startTestTill()
  await keep(till)
  await changeArticle(till, 1, { isSaleBlocked: true })
  await till.put('/api/sellers/1', { code: '1', name: 'Léa', isAsleep: false, password: 'secret' })
  expect(await read(till)).toMatchObject({
    sellerId: null,
    gone: [
      "La vente de MARGHERITA est bloquée : 2 × 12,00\u00a0€, avec ses options, n'est plus dans la vente.",
    ],
    basket: { lines: [] },
  })
})

test('settled or given up it is gone, and a late message does not bring it back', async () => {
  const till = await startTestTill()
  await keep(till)
  const { body } = await till.post<Sale>('/api/sales', {
    draftId: 'draft-1',
    sellerId: 1,
    basket: { service: 'eat_in', lines: [pizza], discount: null },
    payments: [{ modeId: 1, cents: 1200 }],
    totalCents: 1200,
  })
  expect(body).toMatchObject({ number: 1 })
  expect(await read(till)).toBeNull()
  await keep(till)
  expect(await read(till)).toBeNull()
  await keep(till, draft({ draftId: 'draft-2' }))
  expect((await till.delete(`/api/sale-drafts/${poste}`)).status).toBe(204)
  expect(await read(till)).toBeNull()
})

test.each([
  ['no object', [], 422],
  ['no basket', { draftId: 'x', sellerId: 1 }, 422],
  [
    'a quantity of words',
    draft({ basket: { ...draft().basket, lines: [{ ...pizza, quantity: 'deux' }] } }),
    422,
  ],
  ['too many lines', draft({ basket: { ...draft().basket, lines: Array(501).fill(pizza) } }), 422],
])('a draft with %s is refused with a sentence', async (_, body, status) => {
  const till = await startTestTill()
  expect(await keep(till, body)).toMatchObject({ status, body: { message: expect.any(String) } })
  expect(await read(till)).toBeNull()
})

test('a poste without a name of its own has no draft', async () => {
  const till = await startTestTill()
  expect((await keep(till, draft(), 'caisse-1')).status).toBe(404)
})
