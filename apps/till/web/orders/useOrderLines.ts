import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Tariff } from '../../src/articles/wire.ts'
import type { MenuSheet } from '../../src/menus/wire.ts'
import type { OrderArticle, OrderOption } from '../../src/orders/wire.ts'
import type { BasketOption, SellableArticle } from '../../src/sales/wire.ts'
import { needsOptions } from '../counter/options.ts'
import { lookUp, menusQuery, readSellable } from '../counter/queries.ts'
import { useQuestions } from '../counter/useQuestions.ts'
import { chooseOptions, chooseTariff } from '../counter/useSelling.ts'
import { t } from '../labels/index.ts'
import { ApiFailure } from '../lib/api.ts'
import { menuListQuery } from '../menus/queries.ts'
import { useNotify } from '../ui/notices.tsx'
import type { PastedLine } from './paste.ts'
import { joined, type LineValues, lineOf } from './values.ts'

/** A menu whose articles are being chosen, one for each letter. */
export interface MenuQuestion {
  menu: MenuSheet
  answer(idarts: number[] | undefined): void
}

type Change = (map: (lines: LineValues[]) => LineValues[]) => void

/** The grid of W-12: what is added, changed, moved and taken away, and what must be asked before. */
export function useOrderLines(lines: LineValues[], changeLines: Change) {
  const notify = useNotify()
  const queryClient = useQueryClient()
  const { question, ask } = useQuestions()
  const [menuQuestion, setMenuQuestion] = useState<MenuQuestion>()
  const [selected, setSelected] = useState<string>()
  /** «Insere»: the line that the next article goes before. */
  const [before, setBefore] = useState<string>()

  async function safely(task: () => Promise<void>) {
    try {
      await task()
    } catch (failure) {
      if (!(failure instanceof ApiFailure)) throw failure
      notify(failure.message, 'failed')
    }
  }

  function put(line: LineValues, place = before) {
    changeLines((all) => {
      const at = all.findIndex(({ key }) => key === place)
      if (at >= 0) return all.toSpliced(at, 0, line)
      return joined(all, line) ?? [...all, line]
    })
    setSelected(line.key)
    setBefore(undefined)
  }

  async function sell(
    sellable: SellableArticle,
    { idtar = null, quantity = '1', proposes = false, place }: Selling = {},
  ) {
    const tariff = await chooseTariff(sellable, idtar, ask)
    if (tariff === undefined) return
    const isAsked = needsOptions(sellable) || (proposes && sellable.optionGroups.length > 0)
    const options = isAsked ? await chooseOptions(sellable, [], ask) : []
    if (options === undefined) return
    put(lineOf({ article: articleOf(sellable), tariff, options: options.map(optionOf) }, quantity), place)
  }

  /** The menu that an article is, while menus are looked for. */
  async function findMenu(idart: number): Promise<MenuSheet | undefined> {
    const recognised = await queryClient.ensureQueryData(menusQuery)
    if (!recognised.some((one) => one.idart === idart)) return undefined
    const menus = await queryClient.ensureQueryData(menuListQuery)
    return menus.find((one) => one.idart === idart)
  }

  async function sellMenu(menu: MenuSheet) {
    const idarts = await new Promise<number[] | undefined>((answer) => setMenuQuestion({ menu, answer }))
    setMenuQuestion(undefined)
    // A menu is found in the first lines that fit: what was chosen for it comes before what was not.
    const place = lines[0]?.key
    for (const idart of idarts ?? []) await sell(await readSellable(idart), { place })
  }

  async function addPasted({ code, quantity }: PastedLine): Promise<boolean> {
    if (!isQuantity(quantity)) return false
    try {
      const { article, idtar } = await lookUp(code)
      if (article) await sell(article, { idtar, quantity })
      return article !== null
    } catch (failure) {
      // Not sold, or the till does not answer: the row is told either way.
      if (failure instanceof ApiFailure) return false
      throw failure
    }
  }

  const changeLine = (key: string, change: Partial<LineValues>) =>
    changeLines((all) => all.map((line) => (line.key === key ? { ...line, ...change } : line)))
  const move = (by: number) =>
    changeLines((all) => {
      const from = all.findIndex(({ key }) => key === selected)
      const to = from + by
      if (from < 0 || to < 0 || to >= all.length) return all
      return all.toSpliced(from, 1).toSpliced(to, 0, all[from]!)
    })
  return {
    question,
    menuQuestion,
    selected,
    select: setSelected,
    changeLine,
    insertHere: () => setBefore(selected),
    /** By a code, an IDART, or a part of a label that fits one article only. */
    enter: (entry: string) =>
      safely(async () => {
        const { article, idtar, quantity } = await lookUp(entry)
        if (!article) return notify(t('own.unknown', { entry }), 'failed')
        const menu = await findMenu(article.idart)
        if (menu) await sellMenu(menu)
        else await sell(article, { idtar, quantity })
      }),
    /** Chosen in a list: what need not be asked is proposed too. */
    choose: (idart: number) =>
      safely(async () => {
        const menu = await findMenu(idart)
        if (menu) await sellMenu(menu)
        else await sell(await readSellable(idart), { proposes: true })
      }),
    editOptions: (line: LineValues) =>
      safely(async () => {
        const sellable = await readSellable(line.article.idart)
        if (sellable.optionGroups.length === 0)
          return notify(t('options.none', { definition: sellable.definition }), 'failed')
        const chosen = await chooseOptions(sellable, line.options.map(asBasketOption), ask)
        if (chosen) changeLine(line.key, { options: chosen.map(optionOf) })
      }),
    editTariff: (line: LineValues) =>
      safely(async () => {
        const sellable = await readSellable(line.article.idart)
        if (sellable.tariffs.length === 0)
          return notify(t('tariffs.none', { definition: sellable.definition }), 'failed')
        const tariff = await ask<Tariff>((answer) => ({ kind: 'tariff', article: sellable, answer }))
        if (tariff)
          changeLine(line.key, {
            tariff: { idtar: tariff.idtar, title: tariff.title },
            price: lineOf({ article: line.article, tariff, options: [] }, '1').price,
          })
      }),
    /** Two pasted columns, row by row; answers those that are no article to sell, or no quantity. */
    async enterAll(rows: PastedLine[]): Promise<PastedLine[]> {
      const wrong: PastedLine[] = []
      for (const row of rows) {
        const isAdded = await addPasted(row)
        if (!isAdded) wrong.push(row)
      }
      return wrong
    },
    erase() {
      const at = lines.findIndex(({ key }) => key === selected)
      changeLines((all) => all.filter(({ key }) => key !== selected))
      setSelected(lines[at + 1]?.key ?? lines[at - 1]?.key)
    },
    moveUp: () => move(-1),
    moveDown: () => move(1),
  }
}

const isQuantity = (typed: string) => /^\d{1,6}([.,]\d{1,3})?$/.test(typed) && /[1-9]/.test(typed)

interface Selling {
  idtar?: number | null
  quantity?: string
  proposes?: boolean
  /** The line that it goes before; «Insere», or last, without one. */
  place?: string | undefined
}

function articleOf(sellable: SellableArticle): OrderArticle {
  const { tariffs: _, optionGroups: _groups, availableMilli: _left, ...article } = sellable
  return article
}

const optionOf = ({ article: { availableMilli: _, ...article }, ...option }: BasketOption): OrderOption => ({
  ...option,
  article,
})

const asBasketOption = ({ article, ...option }: OrderOption): BasketOption => ({
  ...option,
  article: { ...article, availableMilli: null },
})
