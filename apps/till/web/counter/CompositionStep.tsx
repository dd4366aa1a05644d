import { useQuery } from '@tanstack/react-query'
import type { MouseEvent } from 'react'
import type {
  BasketComponent,
  BasketOption,
  ComposableChoice,
  ComposableLetter,
  SellableGroup,
} from '../../src/sales/wire.ts'
import { t } from '../labels/index.ts'
import { formatMoney } from '../lib/format.ts'
import { shopQuery } from '../lib/queries.ts'
import { chooseTariff, setOptions } from './composition.ts'
import { OptionGroupKeys } from './OptionGroupKeys.tsx'
import { addOption, isFull, removeOption } from './options.ts'
import type { Composition } from './useComposition.ts'

interface CompositionStepProps {
  letter: ComposableLetter
  composition: Composition
}

/** The choices of a letter; tariffs and options of the selected one unfold below (contract, counter T11). */
export function CompositionStep({ letter, composition }: CompositionStepProps) {
  const own = composition.chosen.find((component) => component.letter === letter.letter)
  const choose = (choice: ComposableChoice | 'none') => (event: MouseEvent) => {
    const next = composition.take(choice)
    // With Space the focus stays where it is.
    if (next && event.detail > 0) composition.goOnAfterTouch(next)
  }
  const count = letter.choices.length + (letter.isOptional ? 1 : 0)
  return (
    <>
      <div className="composition-choices" data-step={composition.step}>
        {letter.isOptional && (
          <ChoiceKey digit={1} name={t('composition.none')} isChosen={!own} onClick={choose('none')} />
        )}
        {letter.choices.map((choice, index) => (
          <ArticleKey
            key={choice.article.idart}
            digit={index + (letter.isOptional ? 2 : 1)}
            choice={choice}
            why={composition.reason(choice)}
            isChosen={own?.article.idart === choice.article.idart}
            onClick={choose(choice)}
          />
        ))}
      </div>
      {letter.choices.length === 0 && <p className="state">{t('composition.empty')}</p>}
      {own && <Details firstDigit={count + 1} letter={letter} own={own} composition={composition} />}
    </>
  )
}

interface ArticleKeyProps {
  digit: number
  choice: ComposableChoice
  /** Why it is greyed; undefined if it is not. */
  why: string | undefined
  isChosen: boolean
  onClick(event: MouseEvent): void
}

function ArticleKey({ digit, choice, why, isChosen, onClick }: ArticleKeyProps) {
  const currency = useQuery(shopQuery).data?.currency ?? 'EUR'
  const { article, extraCents } = choice
  const extra = extraCents === 0 ? '' : t('composition.extra', { amount: formatMoney(extraCents, currency) })
  return (
    <ChoiceKey
      digit={digit}
      name={article.definition}
      note={why === undefined ? extra : t('composition.out')}
      isChosen={isChosen}
      why={why}
      onClick={onClick}
    />
  )
}

interface ChoiceKeyProps {
  digit: number
  name: string
  note?: string
  isChosen: boolean
  why?: string | undefined
  onClick(event: MouseEvent): void
}

function ChoiceKey({ digit, name, note = '', isChosen, why, onClick }: ChoiceKeyProps) {
  return (
    <button
      type="button"
      className={isChosen ? 'ckey ckey-choice is-chosen' : 'ckey ckey-choice'}
      aria-pressed={isChosen}
      aria-disabled={why !== undefined}
      title={why}
      onClick={onClick}
    >
      {digit <= 9 && (
        <span className="choice-digit" aria-hidden="true">
          {digit}
        </span>
      )}
      <span>{name}</span>
      <small>{note}</small>
    </button>
  )
}

interface DetailsProps {
  firstDigit: number
  letter: ComposableLetter
  own: BasketComponent
  composition: Composition
}

function Details({ firstDigit, letter, own, composition }: DetailsProps) {
  const { chosen, change, setProblem } = composition
  const { tariffs, optionGroups } = own.article
  const asksTariff = tariffs.length > 1
  const set = (options: BasketOption[]) => change(setOptions(chosen, letter.letter, options))
  const add = (group: SellableGroup, option: BasketOption['article']) =>
    isFull(own.options, group)
      ? setProblem(t('options.full', { group: group.name, count: group.maxSelections ?? 0 }))
      : set(addOption(own.options, group, option))
  const digitOf = (index: number) =>
    optionGroups
      .slice(0, index)
      .reduce((digit, { options }) => digit + options.length, firstDigit + (asksTariff ? tariffs.length : 0))
  return (
    <>
      {asksTariff && (
        <fieldset className="options-group">
          <legend>{t('tariffs.title', { definition: own.article.definition })}</legend>
          {tariffs.map(({ idtar, title }, index) => (
            <ChoiceKey
              key={idtar}
              digit={firstDigit + index}
              name={title}
              isChosen={own.tariff?.idtar === idtar}
              onClick={() => change(chooseTariff(chosen, letter, idtar))}
            />
          ))}
        </fieldset>
      )}
      {optionGroups.map((group, index) => (
        <OptionGroupKeys
          key={group.id}
          group={group}
          firstDigit={digitOf(index)}
          chosen={own.options}
          onAdd={(option) => add(group, option)}
          onRemove={(option) => set(removeOption(own.options, group, option))}
        />
      ))}
    </>
  )
}
