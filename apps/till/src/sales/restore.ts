import { displayMoney } from '@hub/money'
import { type Article, findArticle, findDefinition, listTariffsOf } from '../articles/index.ts'
import type { Platform } from '../platform/platform.ts'
import { company } from '../shop/index.ts'
import { componentOf, composed, firstLack } from './composition-rules.ts'
import { composedUnitCents } from './menu-prices.ts'
import { refusalOf, toSellable } from './sellable.ts'
import { findComposable } from './sellable-menus.ts'
import type {
  BasketComponent,
  BasketForm,
  BasketFormComponent,
  BasketFormLine,
  BasketLine,
  BasketOption,
  ComposableMenu,
  RecalledSale,
} from './wire.ts'

type Tools = Pick<Platform, 'database' | 'settings' | 'clock'>

/**
 * Rebuilds a saved basket with today's articles and the saved prices. What is not sold any more is left out and listed
 * in `gone` with its quantity and price; a line whose tariff was deleted stays without one. A composed menu gets
 * today's price, as does a menu recognised among loose lines.
 */
export function restoreBasket(tools: Tools, { lines, ...basket }: BasketForm): RecalledSale {
  const told: Told = { gone: [], changed: [] }
  const kept = lines.flatMap((line) => restoreLine(tools, line, told) ?? [])
  return { basket: { ...basket, lines: kept }, ...told }
}

type Told = Pick<RecalledSale, 'gone' | 'changed'>

function restoreLine(tools: Tools, stored: BasketFormLine, told: Told): BasketLine | undefined {
  const { idart, idtar = null, options = [], components = [], ...line } = stored
  const found = findArticle(tools.database, idart)
  const refusal = found ? refusalOf(found) : `${nameOf(tools, idart)} n'existe plus.`
  if (!found || refusal) {
    told.gone.push(leftOut(tools, refusal ?? '', line, options.length > 0))
    return undefined
  }
  const article = toSellable(tools, found)
  const menu = findComposable(tools, idart)
  if (menu) return restoreMenu(tools, menu, { ...line, article, components }, told)
  const restored = options.flatMap(({ idart: option, ...rest }): BasketOption[] => {
    const group = article.optionGroups.find(({ id }) => id === rest.groupId)
    const sold = group?.options.find((one) => one.idart === option)
    if (sold) return [{ ...rest, article: sold }]
    const refused = `${found.definition} ne propose plus ${nameOf(tools, option)}.`
    told.gone.push(leftOut(tools, refused, { ...rest, quantity: String(rest.quantity) }, false))
    return []
  })
  return { ...line, article, tariff: restoreTariff(tools, found, idtar, line, told), options: restored }
}

type StoredMenu = Omit<BasketFormLine, 'idart' | 'idtar' | 'options'> & {
  article: BasketLine['article']
  components: BasketFormComponent[]
}

/** Reports a missing dish, so that CAISSE asks for it again. */
function restoreMenu(
  tools: Tools,
  menu: ComposableMenu,
  { components, ...line }: StoredMenu,
  told: Told,
): BasketLine {
  const { definition } = line.article
  const kept = components.flatMap((component) => restoreComponent(tools, menu, component, line, told) ?? [])
  const composition = composed(menu, kept)
  const lack = firstLack(menu, composition.components)
  if (lack) told.changed.push(`${definition} est à composer : ${lack.problem}`)
  const unitCents = kept.length === 0 ? menu.priceCents : composedUnitCents(composition)
  if (!lack && unitCents !== line.unitCents)
    told.changed.push(
      `${definition} coûte maintenant ${money(tools, unitCents)} au lieu de ${money(tools, line.unitCents)}.`,
    )
  return { ...line, unitCents, tariff: null, options: [], composition }
}

function restoreComponent(
  tools: Tools,
  { article: menuArticle, letters }: ComposableMenu,
  { letter, ...component }: BasketFormComponent,
  { quantity, discount }: Pick<BasketFormLine, 'quantity' | 'discount'>,
  told: Told,
): BasketComponent | undefined {
  const offered = letters.find((one) => one.letter === letter)
  const choice = offered?.choices.find(({ article }) => article.idart === component.idart)
  if (!offered || !choice) {
    told.gone.push(
      `${nameOf(tools, component.idart)} n'est plus un choix de ${menuArticle.definition} : à choisir de nouveau.`,
    )
    return undefined
  }
  const { unitCents } = choice.article
  const restored = restoreLine(tools, { ...component, quantity, discount, unitCents }, told)
  if (!restored) return undefined
  const tariff = restored.article.tariffs.find(({ idtar }) => idtar === restored.tariff?.idtar)
  return componentOf(offered, choice, { tariff, options: restored.options })
}

/** Null when the tariff was deleted: CAISSE asks for another one if the article has any. */
function restoreTariff(
  tools: Tools,
  { idart, definition }: Article,
  idtar: number | null,
  { unitCents }: Priced,
  { changed }: Told,
): BasketLine['tariff'] {
  const tariffs = listTariffsOf(tools.database, idart)
  const tariff = tariffs.find((one) => one.idtar === idtar)
  if (tariff) return { idtar: tariff.idtar, title: tariff.title }
  const price = money(tools, unitCents)
  if (tariffs.length > 0) changed.push(`${definition}, vendu ${price} : choisissez son tarif.`)
  else if (idtar !== null) changed.push(`${definition} n'a plus de tarifs : le prix de ${price} est gardé.`)
  return null
}

const money = ({ settings }: Tools, cents: number) => displayMoney(cents, settings.get(company.currency))

type Priced = Pick<BasketFormLine, 'quantity' | 'unitCents'>

const leftOut = (tools: Tools, refusal: string, { quantity, unitCents }: Priced, hasOptions: boolean) =>
  `${refusal.replace(/\.$/, '')} : ${quantity.replace('.', ',')} × ${money(tools, unitCents)}${
    hasOptions ? ', avec ses options,' : ''
  } n'est plus dans la vente.`

const nameOf = ({ database }: Tools, idart: number) => findDefinition(database, idart) ?? `L'article ${idart}`
