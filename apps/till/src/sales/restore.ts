import { formatTypedAmount } from '@hub/money'
import { type Article, findArticle, findDefinition, listTariffsOf } from '../articles/index.ts'
import type { Platform } from '../platform/platform.ts'
import { refusalOf, toSellable } from './sellable.ts'
import type { BasketForm, BasketFormLine, BasketLine, BasketOption, RecalledSale } from './wire.ts'

type Tools = Pick<Platform, 'database' | 'settings' | 'clock'>

/**
 * A basket that was put aside, with today's articles at the prices of then. What is not sold any more is left out, and
 * told with its quantity and price; a line whose tariff is gone stays, without one.
 */
export function restoreBasket(tools: Tools, { lines, ...basket }: BasketForm): RecalledSale {
  const told: Told = { gone: [], changed: [] }
  const kept = lines.flatMap((line) => restoreLine(tools, line, told) ?? [])
  return { basket: { ...basket, lines: kept }, ...told }
}

type Told = Pick<RecalledSale, 'gone' | 'changed'>

function restoreLine(tools: Tools, stored: BasketFormLine, told: Told): BasketLine | undefined {
  const { idart, idtar = null, options = [], ...line } = stored
  const found = findArticle(tools.database, idart)
  const refusal = found ? refusalOf(found) : `${nameOf(tools, idart)} n'existe plus.`
  if (!found || refusal) {
    told.gone.push(leftOut(refusal ?? '', line, options.length > 0))
    return undefined
  }
  const article = toSellable(tools, found)
  const restored = options.flatMap(({ idart: option, ...rest }): BasketOption[] => {
    const group = article.optionGroups.find(({ id }) => id === rest.groupId)
    const sold = group?.options.find((one) => one.idart === option)
    if (sold) return [{ ...rest, article: sold }]
    const refused = `${found.definition} ne propose plus ${nameOf(tools, option)}.`
    told.gone.push(leftOut(refused, { ...rest, quantity: String(rest.quantity) }, false))
    return []
  })
  return { ...line, article, tariff: restoreTariff(tools, found, idtar, line, told), options: restored }
}

/** Null when it is gone: CAISSE asks for another one if there are any. */
function restoreTariff(
  { database }: Tools,
  { idart, definition }: Article,
  idtar: number | null,
  { unitCents }: Priced,
  { changed }: Told,
): BasketLine['tariff'] {
  const tariffs = listTariffsOf(database, idart)
  const tariff = tariffs.find((one) => one.idtar === idtar)
  if (tariff) return { idtar: tariff.idtar, title: tariff.title }
  const price = formatTypedAmount(unitCents)
  if (tariffs.length > 0) changed.push(`${definition}, vendu ${price} : choisissez son tarif.`)
  else if (idtar !== null) changed.push(`${definition} n'a plus de tarifs : le prix de ${price} est gardé.`)
  return null
}

type Priced = Pick<BasketFormLine, 'quantity' | 'unitCents'>

const leftOut = (refusal: string, { quantity, unitCents }: Priced, hasOptions: boolean) =>
  `${refusal.replace(/\.$/, '')} : ${quantity.replace('.', ',')} × ${formatTypedAmount(unitCents)}${
    hasOptions ? ', avec ses options,' : ''
  } n'est plus dans la vente.`

const nameOf = ({ database }: Tools, idart: number) => findDefinition(database, idart) ?? `L'article ${idart}`
