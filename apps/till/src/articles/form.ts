import { parseDecimal, withTax } from '@hub/money'
import type { PlaceNames } from '../classification/index.ts'
import type { Database } from '../platform/database.ts'
import { Form } from '../platform/form.ts'
import { findVatRate } from '../vat/index.ts'
import type { ArticleValues } from './rows.ts'
import { type ArticleFlag, articleFlags } from './wire.ts'

const lowest = -99_999_999

/** What the fiche's built pages decide; the rest of an article is kept as it was. */
export type TypedValues = Omit<
  ArticleValues,
  'internalCode' | 'isOption' | 'rayonId' | 'familleId' | 'sousFamilleId'
>

export interface TypedArticle {
  values: TypedValues
  place: PlaceNames
}

/**
 * Reads an `ArticleForm`.
 * @throws {TillError} 422 with one sentence per wrong field
 */
export function readArticleForm(database: Database, body: unknown): TypedArticle {
  const form = new Form(body)
  const flags = Object.fromEntries(articleFlags.map((flag) => [flag, form.boolean(flag)])) as Record<
    ArticleFlag,
    boolean
  >
  const definition = form.text('definition', { isRequired: true })
  const vat1Id = readVatId(database, form, 'vat1Id')
  if (vat1Id === null) form.fail('vat1Id', 'À choisir.')
  const vat2Id = readVatId(database, form, 'vat2Id') ?? vat1Id
  const purchaseVatId =
    (flags.isPurchaseVatSaleVat ? null : readVatId(database, form, 'purchaseVatId')) ?? vat1Id
  const priceCents = readPrice(database, form, vat1Id)
  const priceField = form.has('priceWithoutTax') ? 'priceWithoutTax' : 'price'
  if (priceCents < 0 && !flags.isNegativePriceAllowed)
    form.fail(priceField, 'Un prix négatif demande la case « Prix Négatif ».')
  const values = {
    ...flags,
    definition,
    priceCents,
    vat1Id: vat1Id ?? 0,
    vat2Id: vat2Id ?? 0,
    purchaseVatId: purchaseVatId ?? 0,
    purchasePriceCents: form.amount('purchasePrice') ?? 0,
    ecotaxCents: form.amount('ecotax') ?? 0,
    ...readPromo(form),
  }
  const place = readPlace(form)
  form.check()
  return { values, place }
}

function readVatId(database: Database, form: Form, field: string): number | null {
  const id = form.integer(field, { least: 1, most: Number.MAX_SAFE_INTEGER })
  if (id === null || findVatRate(database, id)) return id
  form.fail(field, `Aucun taux de TVA ${id}.`)
  return null
}

function readPrice(database: Database, form: Form, vatId: number | null): number {
  if (!form.has('priceWithoutTax')) return form.amount('price', { least: lowest }) ?? 0
  const cents = form.amount('priceWithoutTax', { least: lowest }) ?? 0
  const rate = vatId === null ? undefined : findVatRate(database, vatId)?.rate
  return rate === undefined ? 0 : withTax(cents, parseDecimal(rate))
}

function readPromo(form: Form) {
  const promoPriceCents = form.amount('promoPrice')
  const promoStart = form.day('promoStart')
  const promoEnd = form.day('promoEnd')
  const isNone = promoPriceCents === null && promoStart === null && promoEnd === null
  if (!isNone) {
    if (promoPriceCents === null) form.fail('promoPrice', 'Une promotion demande un prix.')
    if (promoStart === null) form.fail('promoStart', 'Une promotion demande une date de début.')
    if (promoEnd === null) form.fail('promoEnd', 'Une promotion demande une date de fin.')
    if (promoStart !== null && promoEnd !== null && promoEnd < promoStart)
      form.fail('promoEnd', 'La fin est avant le début.')
  }
  return { promoPriceCents, promoStart, promoEnd }
}

function readPlace(form: Form): PlaceNames {
  const rayon = form.text('rayon', { most: 80 })
  const famille = form.text('famille', { most: 80 })
  const sousFamille = form.text('sousFamille', { most: 80 })
  if (famille !== '' && rayon === '') form.fail('rayon', 'Une famille demande un rayon.')
  if (sousFamille !== '' && famille === '') form.fail('famille', 'Une sous-famille demande une famille.')
  return { rayon, famille, sousFamille }
}
