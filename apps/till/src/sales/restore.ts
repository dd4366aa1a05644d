import { findArticle, listTariffsOf } from '../articles/index.ts'
import type { Platform } from '../platform/platform.ts'
import { refusalOf, toSellable } from './sellable.ts'
import type { BasketForm, BasketFormLine, BasketLine, BasketOption, RecalledSale } from './wire.ts'

type Tools = Pick<Platform, 'database' | 'settings' | 'clock'>

/** A basket that was put aside, with today's articles at the prices of then; what is not sold any more is named and left out. */
export function restoreBasket(tools: Tools, { lines, ...basket }: BasketForm): RecalledSale {
  const gone: string[] = []
  const kept = lines.flatMap((line) => restoreLine(tools, line, gone) ?? [])
  return { basket: { ...basket, lines: kept }, gone }
}

function restoreLine(
  tools: Tools,
  { idart, idtar = null, options = [], ...line }: BasketFormLine,
  gone: string[],
): BasketLine | undefined {
  const { database } = tools
  const found = findArticle(database, idart)
  const tariff = idtar === null ? null : listTariffsOf(database, idart).find((one) => one.idtar === idtar)
  if (!found || refusalOf(found) !== undefined || tariff === undefined) {
    gone.push(found?.definition ?? `IDART ${idart}`)
    return undefined
  }
  const article = toSellable(tools, found)
  const restored = options.flatMap(({ idart: option, ...rest }): BasketOption[] => {
    const group = article.optionGroups.find(({ id }) => id === rest.groupId)
    const sold = group?.options.find((one) => one.idart === option)
    if (sold) return [{ ...rest, article: sold }]
    gone.push(findArticle(database, option)?.definition ?? `IDART ${option}`)
    return []
  })
  return {
    ...line,
    article,
    tariff: tariff && { idtar: tariff.idtar, title: tariff.title },
    options: restored,
  }
}
