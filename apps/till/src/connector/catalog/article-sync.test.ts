import { describe, expect, test } from 'vitest'
import type { ArticleSheet } from '../../articles/wire.ts'
import { type StubHub, startStubHub } from '../testing/stub-hub.ts'
import { type HubTill, jumpingClock, startConnectedTill, until } from '../testing/till.ts'

async function started(isAutomatic = true) {
  const hub = await startStubHub()
  const clock = jumpingClock()
  const till = await startConnectedTill(hub, { clock })
  await till.put('/api/hub/options', { isArticlesAutomatic: isAutomatic })
  return { hub, clock, till }
}
const puts = (hub: StubHub) => hub.calls(/PUT \/v1\/catalogs/)
const nameOf = (hub: StubHub, ref: string) =>
  hub.catalogs.get('q9f4x')!.data.products?.find((product) => product.ref === ref)?.name

async function change(till: HubTill, idart: number, values: Record<string, unknown>) {
  const { article } = (await till.get<ArticleSheet>(`/api/articles/${idart}`)).body
  const { priceCents, promoPriceCents: _, promoStart: _s, promoEnd: _e, ...rest } = article
  const body = {
    ...rest,
    rayon: rest.rayon ?? '',
    famille: rest.famille ?? '',
    sousFamille: rest.sousFamille ?? '',
    purchasePrice: '',
    ecotax: '',
    price: String(priceCents / 100),
    ...values,
  }
  expect((await till.put(`/api/articles/${idart}`, body)).status).toBe(200)
}

describe('«Envoyer les articles» (kezia D57, R-E7)', () => {
  test('the whole catalogue leaves once, 60 s after the last change', async () => {
    const { hub, till, clock } = await started()
    await change(till, 1, { definition: 'MARGHERITA BIO' })
    clock.jump({ seconds: 50 })
    await change(till, 2, { definition: 'REGINA BIO' })
    clock.jump({ seconds: 50 })
    expect(puts(hub)).toEqual([])
    clock.jump({ seconds: 15 })
    await until(() => expect(nameOf(hub, '2')).toBe('REGINA BIO'))
    expect(nameOf(hub, '1')).toBe('MARGHERITA BIO')
    expect(puts(hub)).toHaveLength(1)
  })

  test('a menu counts, what the hub is not told does not, and nothing leaves while the box is not ticked', async () => {
    const { hub, till, clock } = await started(false)
    await change(till, 1, { definition: 'MARGHERITA BIO' })
    clock.jump({ seconds: 61 })
    await till.put('/api/hub/options', { isArticlesAutomatic: true })
    clock.jump({ seconds: 61 })
    await until(() => expect(puts(hub)).toHaveLength(1))
    await change(till, 1, { purchasePrice: '3' })
    clock.jump({ seconds: 61 })
    const [menu] = (await till.get<{ id: number; revision: number }[]>('/api/menus')).body
    const form = { name: 'MIDI', compo: 'PDB', idart: 17, discountPercent: '10', price: '' }
    expect((await till.put(`/api/menus/${menu!.id}`, { ...form, revision: menu!.revision })).status).toBe(200)
    clock.jump({ seconds: 61 })
    await until(() => expect(hub.catalogs.get('q9f4x')!.data.deals?.[0]?.name).toBe('MIDI'))
    expect(puts(hub)).toHaveLength(2)
  })

  test('a hub that does not answer is told later; one that refuses waits for the next change', async () => {
    const { hub, till, clock } = await started()
    hub.misbehave(/PUT/, 'cut before')
    await change(till, 1, { definition: 'MARGHERITA BIO' })
    clock.jump({ seconds: 61 })
    await until(() => expect(puts(hub)).toHaveLength(1))
    await until(() => {
      clock.jump({ seconds: 61 })
      expect(nameOf(hub, '1')).toBe('MARGHERITA BIO')
    })
    hub.misbehave(/PUT/, {
      status: 422,
      body: { message: 'Validation failed', error_type: 'unprocessable_entity', errors: [] },
    })
    await change(till, 1, { definition: 'REFUSED' })
    const before = puts(hub).length
    clock.jump({ seconds: 61 })
    await until(() => expect(puts(hub)).toHaveLength(before + 1))
    await change(till, 1, { definition: 'MARGHERITA' })
    clock.jump({ seconds: 61 })
    await until(() => expect(nameOf(hub, '1')).toBe('MARGHERITA'))
    expect(puts(hub)).toHaveLength(before + 2)
  })
})
