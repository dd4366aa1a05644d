import { dottedText, isPercentage, parseDecimal, withTax } from '@hub/money'
import type { PlaceNames } from '../classification/index.ts'
import type { Database } from '../platform/database.ts'
import { Form } from '../platform/form.ts'
import { findVatRate } from '../vat/index.ts'
import { readGroups, type TypedGroup } from './group-form.ts'
import type { ArticleValues } from './rows.ts'
import { readSaleCodes } from './sale-codes.ts'
import { find as findArticle } from './store.ts'
import { readTariffs, type TypedTariff } from './tariffs.ts'
import { type ArticleFlag, articleFlags, type SaleCode } from './wire.ts'

const lowest = -99_999_999
/** The same maximum as for «Durée de préparation par défaut». */
const mostMinutes = 600

/** The values of the sheet's pages, without the classification. */
export type TypedValues = Omit<ArticleValues, 'rayonId' | 'familleId' | 'sousFamilleId'>

/** Values that stay unchanged when the form leaves them out. */
export type KeptValues = Pick<
  ArticleValues,
  | 'internalCode'
  | 'isOption'
  | 'description'
  | 'alcohol'
  | 'isPrepared'
  | 'preparationTicket'
  | 'preparationMinutes'
> & {
  /** Undefined for a new article. */
  idart?: number
}

export interface TypedArticle {
  values: TypedValues
  place: PlaceNames
  /** Undefined keeps the present groups; likewise for the next two fields. */
  groups: TypedGroup[] | undefined
  tariffs: TypedTariff[] | undefined
  saleCodes: SaleCode[] | undefined
}

export const nothingKept: KeptValues = {
  internalCode: null,
  isOption: false,
  description: '',
  alcohol: '',
  isPrepared: true,
  preparationTicket: '',
  preparationMinutes: null,
}

/**
 * Reads an `ArticleForm`.
 * @param kept present values of the article, or `nothingKept` for a new one
 * @throws {TillError} 422 with one sentence per wrong field
 */
export function readArticleForm(database: Database, body: unknown, kept: KeptValues): TypedArticle {
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
    ...readKept(form, kept),
  }
  const place = readPlace(form)
  const isOption = (idart: number) => findArticle(database, idart)?.isOption === true
  const groups = form.has('optionGroups') ? readGroups(form, isOption) : undefined
  const tariffs = form.has('tariffs')
    ? readTariffs(form, { allowsNegative: flags.isNegativePriceAllowed })
    : undefined
  const saleCodes = form.has('saleCodes') ? readSaleCodes(database, form, kept.idart) : undefined
  form.check()
  return { values, place, groups, tariffs, saleCodes }
}

function readKept(form: Form, kept: KeptValues): Omit<KeptValues, 'idart'> {
  return {
    internalCode: form.has('internalCode')
      ? form.text('internalCode', { most: 40 }) || null
      : kept.internalCode,
    isOption: form.has('isOption') ? form.boolean('isOption') : kept.isOption,
    description: form.has('description') ? form.paragraphs('description', { most: 2000 }) : kept.description,
    alcohol: form.has('alcohol') ? readAlcohol(form) : kept.alcohol,
    isPrepared: form.has('isPrepared') ? form.boolean('isPrepared') : kept.isPrepared,
    preparationTicket: form.has('preparationTicket')
      ? form.text('preparationTicket', { most: 30 })
      : kept.preparationTicket,
    preparationMinutes: form.isSent('preparationMinutes')
      ? form.integer('preparationMinutes', { least: 1, most: mostMinutes })
      : kept.preparationMinutes,
  }
}

function readAlcohol(form: Form): string {
  const typed = dottedText(form.text('alcohol')).replace(/\s*%$/, '')
  if (typed === '') return ''
  if (/^\d{1,3}(\.\d{1,2})?$/.test(typed) && isPercentage(typed)) return typed
  form.fail('alcohol', `« ${typed} » est refusé : un degré de 0 à 100, tel que 5,5, est attendu.`)
  return ''
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
