import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { BasketOption, SellableGroup, SoldArticle } from '../../src/sales/wire.ts'
import { t } from '../labels/index.ts'
import { formatMoney } from '../lib/format.ts'
import { shopQuery } from '../lib/queries.ts'
import { Button } from '../ui/Button.tsx'
import { Modal } from '../ui/Modal.tsx'
import { focusChoice, moveAmong } from './choiceKeys.ts'
import { OptionGroupKeys } from './OptionGroupKeys.tsx'
import { addOption, firstProblem, isFull, removeOption } from './options.ts'
import type { Question } from './useQuestions.ts'

const choicesIn = (body: Element | null) => [...(body?.querySelectorAll<HTMLElement>('.ckey-choice') ?? [])]

interface Place {
  group: SellableGroup
  option: SoldArticle
}

/**
 * The options of an article: each touch adds one more. On the keyboard, a digit or arrows focus an option,
 * Space adds one, «-» takes one back, Enter validates.
 */
export function OptionsDialog({ question }: { question: Extract<Question, { kind: 'options' }> }) {
  const { article, answer } = question
  const currency = useQuery(shopQuery).data?.currency ?? 'EUR'
  const [chosen, setChosen] = useState<BasketOption[]>(question.chosen)
  const [problem, setProblem] = useState<string>()
  const body = useRef<HTMLFieldSetElement>(null)
  const places = article.optionGroups.flatMap((group) =>
    group.options.map((option): Place => ({ group, option })),
  )
  const extraCents = chosen.reduce((sum, { unitCents, quantity }) => sum + unitCents * quantity, 0)
  const choices = () => choicesIn(body.current)
  // The focus starts on the first option, not on a key that takes one back.
  useEffect(() => choicesIn(body.current)[0]?.focus(), [])

  function add({ group, option }: Place) {
    if (isFull(chosen, group))
      return setProblem(t('options.full', { group: group.name, count: group.maxSelections ?? 0 }))
    setProblem(undefined)
    setChosen(addOption(chosen, group, option))
  }
  function remove({ group, option }: Place) {
    setProblem(undefined)
    setChosen(removeOption(chosen, group, option))
  }
  function validate() {
    const wrong = firstProblem(article, chosen)
    if (!wrong) return answer(chosen)
    setProblem(wrong.problem)
    choices()[places.findIndex(({ group }) => group === wrong.group)]?.focus()
  }
  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const focused = places[choices().indexOf(document.activeElement as HTMLElement)]
    if (event.key === 'Enter') validate()
    else if (event.key === '+' && focused) add(focused)
    else if ((event.key === '-' || event.key === 'Backspace' || event.key === 'Delete') && focused)
      remove(focused)
    else if (!moveAmong(event) && !focusChoice(event)) return
    event.preventDefault()
  }
  return (
    <Modal title={t('options.title', { definition: article.definition })} onClose={() => answer(undefined)}>
      <fieldset className="options-dialog" ref={body} aria-label={t('options.list')} onKeyDown={onKeyDown}>
        {article.optionGroups.map((group, index) => (
          <OptionGroupKeys
            key={group.id}
            group={group}
            firstDigit={
              1 + article.optionGroups.slice(0, index).reduce((sum, { options }) => sum + options.length, 0)
            }
            chosen={chosen}
            onAdd={(option) => add({ group, option })}
            onRemove={(option) => remove({ group, option })}
          />
        ))}
      </fieldset>
      <p className="options-foot">
        <span role="alert" className="field-error">
          {problem}
        </span>
        <strong>{t('options.extra', { amount: formatMoney(extraCents, currency) })}</strong>
      </p>
      <p className="help">{t('options.hint')}</p>
      <div className="confirm-buttons">
        <Button onClick={() => answer(undefined)}>{t('app.cancel')}</Button>
        <Button look="primary" onClick={validate}>
          {t('settlement.validate')}
        </Button>
      </div>
    </Modal>
  )
}
