import { parseDecimal } from '@hub/money'
import { type ArticleValues, insertArticle, insertOptionGroup, plainArticle } from '../articles/index.ts'
import { ensurePlace } from '../classification/index.ts'
import { insertMenu } from '../menus/index.ts'
import type { Platform } from '../platform/platform.ts'
import { ensureVatRate } from '../vat/index.ts'

type Tools = Pick<Platform, 'database' | 'settings' | 'clock' | 'live'>

interface DemoArticle {
  name: string
  cents: number
  place: [rayon: string, famille?: string, sousFamille?: string]
  /** On site, then taken away; default: 10 and 10, as for prepared dishes (contract, counter B17). */
  rates?: [string, string]
  values?: Partial<ArticleValues>
}

const soft: DemoArticle['place'] = ['BOISSONS', 'SOFTS']
const beer: DemoArticle['place'] = ['BOISSONS', 'ALCOOLS', 'BIERES']
const wine: DemoArticle['place'] = ['BOISSONS', 'ALCOOLS', 'VINS']
/** A drink in a sealed can or bottle: 5.5 when taken away. */
const closed: DemoArticle['rates'] = ['10', '5.5']
const option = { isOption: true, isZeroPriceAllowed: true }

// The first one gets article id 1. Contract, kezia §5.1: MARGHERITA 12,00 at 10 %, option TOMATES, menu DEJEUNER.
const articles: DemoArticle[] = [
  { name: 'MARGHERITA', cents: 1200, place: ['PIZZAS'] },
  { name: 'REGINA', cents: 1350, place: ['PIZZAS'] },
  { name: 'QUATRE FROMAGES', cents: 1450, place: ['PIZZAS'] },
  { name: 'CALZONE', cents: 1420, place: ['PIZZAS'] },
  { name: 'VEGETARIENNE', cents: 1380, place: ['PIZZAS'] },
  { name: 'TOMATES', cents: 50, place: ['INGREDIENTS'], values: option },
  { name: 'OLIVES', cents: 80, place: ['INGREDIENTS'], values: option },
  { name: 'MOZZARELLA', cents: 150, place: ['INGREDIENTS'], values: option },
  { name: 'SANS OIGNON', cents: 0, place: ['INGREDIENTS'], values: option },
  { name: 'EAU MINERALE 50 CL', cents: 220, place: soft, rates: closed },
  { name: 'COLA 33 CL', cents: 280, place: soft, rates: closed },
  { name: 'LIMONADE 33 CL', cents: 280, place: soft, rates: closed },
  {
    name: 'BIERE BLONDE 33 CL',
    cents: 420,
    place: beer,
    rates: ['20', '20'],
    values: { alcohol: '5' },
  },
  {
    name: 'CHIANTI 75 CL',
    cents: 1900,
    place: wine,
    rates: ['20', '20'],
    values: { alcohol: '13' },
  },
  { name: 'TIRAMISU', cents: 550, place: ['DESSERTS'] },
  { name: 'PANNA COTTA', cents: 490, place: ['DESSERTS'] },
  { name: 'MENU DEJEUNER', cents: 1650, place: ['MENUS'] },
  {
    name: 'COUVERTS',
    cents: 0,
    place: ['DIVERS'],
    rates: ['20', '20'],
    values: { internalCode: 'COUV', isZeroPriceAllowed: true, isPublished: false },
  },
]

/** The demo shop's articles, options and menu, in the caller's transaction. */
export function insertDemoSet(platform: Tools): void {
  const idarts = new Map(articles.map((article) => [article.name, insertDemoArticle(platform, article)]))
  const idart = (name: string) => idarts.get(name)!
  const named = (rayon: string) => articles.filter(({ place }) => place[0] === rayon).map(({ name }) => name)
  for (const pizza of named('PIZZAS'))
    insertOptionGroup(platform.database, idart(pizza), {
      name: 'Suppléments',
      minSelections: 0,
      maxSelections: 4,
      options: named('INGREDIENTS').map(idart),
    })
  const choices = (names: string[]) => names.map((name) => ({ idart: idart(name), extraCents: 0 }))
  insertMenu(platform.database, {
    name: 'DEJEUNER',
    idart: idart('MENU DEJEUNER'),
    priceCents: 1650,
    letters: [
      { letter: 'P', label: 'Plat', articles: choices(named('PIZZAS')) },
      { letter: 'D', label: 'Dessert', articles: choices(named('DESSERTS')) },
      {
        letter: 'B',
        label: 'Boisson',
        articles: choices(['EAU MINERALE 50 CL', 'COLA 33 CL', 'LIMONADE 33 CL']),
      },
    ],
  })
}

function insertDemoArticle(platform: Tools, { name, cents, place, rates, values }: DemoArticle): number {
  const [rayon, famille = '', sousFamille = ''] = place
  const [onSite, takenAway] = rates ?? ['10', '10']
  const vat1Id = ensureVatRate(platform.database, parseDecimal(onSite))
  return insertArticle(platform, {
    ...blank,
    ...ensurePlace(platform, { rayon, famille, sousFamille }),
    definition: name,
    priceCents: cents,
    vat1Id,
    vat2Id: ensureVatRate(platform.database, parseDecimal(takenAway)),
    purchaseVatId: vat1Id,
    ...values,
  })
}

const blank = {
  ...plainArticle,
  internalCode: null,
  isPublished: true,
  isStockManaged: false,
  isOption: false,
} satisfies Partial<ArticleValues>
