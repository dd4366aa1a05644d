import { formatTypedAmount } from '@hub/money'
import { Form } from '../platform/form.ts'
import { readOptions } from './basket-options.ts'
import { componentOf, composed, firstLack, isWholeQuantity } from './composition-rules.ts'
import { composedUnitCents } from './menu-prices.ts'
import type {
  BasketComponent,
  BasketLine,
  ComposableLetter,
  ComposableMenu,
  ComposedMenu,
  SellableArticle,
} from './wire.ts'

const maxComponents = 25

interface Read {
  composition?: ComposedMenu
  /** What is wrong, as a sentence. */
  problem?: string
}

/**
 * Reads the composition of a line as sent. Letters and articles must be those of the menu, no compulsory choice may be
 * missing, and the price must equal the till's own result (contract, counter T11, T13).
 * @param menu undefined for an article that is not a menu
 */
export function readComposition(
  article: SellableArticle,
  menu: ComposableMenu | undefined,
  form: Form,
  { quantity, unitCents }: Pick<BasketLine, 'quantity' | 'unitCents'>,
): Read {
  const sent = form.list('components', maxComponents, (value) => new Form(value))
  form.check()
  if (!menu)
    return sent.length === 0
      ? {}
      : { problem: `${article.definition} n'est pas un menu : il n'a pas de composition.` }
  if (sent.length === 0) return { problem: `${article.definition} : choisissez la composition du menu.` }
  const read = sent.map((component) => readComponent(menu, component))
  const components = read.flatMap(({ component }) => component ?? [])
  const told =
    read.find(({ problem }) => problem !== undefined)?.problem ?? firstLack(menu, components)?.problem
  if (told !== undefined) return { problem: `${article.definition} : ${told}` }
  if (!isWholeQuantity(quantity)) return { problem: `${article.definition} : un menu se vend entier.` }
  const composition = composed(menu, components)
  const dueCents = composedUnitCents(composition)
  if (unitCents !== dueCents)
    return {
      problem: `${article.definition} coûte ${formatTypedAmount(dueCents)} avec ces choix, pas ${formatTypedAmount(unitCents)} : ouvrez sa composition.`,
    }
  return { composition }
}

interface ReadComponent {
  component?: BasketComponent
  problem?: string
}

function readComponent({ letters }: ComposableMenu, form: Form): ReadComponent {
  const letter = form.text('letter', { most: 1 })
  const idart = form.integer('idart', { least: 1, most: Number.MAX_SAFE_INTEGER })
  const idtar = form.integer('idtar', { least: 1, most: Number.MAX_SAFE_INTEGER })
  form.check()
  const offered = letters.find((one) => one.letter === letter)
  if (!offered) return { problem: `le menu n'a pas de lettre « ${letter} ».` }
  const choice = choiceOf(offered, idart)
  if (!choice) return { problem: `l'article ${idart ?? ''} n'est pas un choix de « ${offered.label} ».` }
  const { article } = choice
  const tariff = article.tariffs.find((one) => one.idtar === idtar)
  if (idtar !== null && !tariff) return { problem: `${article.definition} n'a plus le tarif ${idtar}.` }
  const { options, problem } = readOptions(article, form)
  return {
    component: componentOf(offered, choice, { tariff, options }),
    problem: choice.refusal ?? problem,
  }
}

const choiceOf = ({ choices }: ComposableLetter, idart: number | null) =>
  choices.find(({ article }) => article.idart === idart)
