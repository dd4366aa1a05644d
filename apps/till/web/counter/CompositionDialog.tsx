import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { t } from '../labels/index.ts'
import { formatMoney } from '../lib/format.ts'
import { shopQuery } from '../lib/queries.ts'
import { Button } from '../ui/Button.tsx'
import { Modal } from '../ui/Modal.tsx'
import { CompositionStep } from './CompositionStep.tsx'
import { focusChoice, moveAmong } from './choiceKeys.ts'
import { type Composition, useComposition } from './useComposition.ts'
import type { Question } from './useQuestions.ts'

/**
 * «Composition : <menu>», one step per letter of «Compo» (contract, counter T11). On the keyboard, digits and
 * arrows move, Space chooses, Enter goes on and validates at the end, Backspace goes back (T12).
 */
export function CompositionDialog({ question }: { question: Extract<Question, { kind: 'composition' }> }) {
  const composition = useComposition(question)
  const { menu, letter, step } = composition
  const body = useRef<HTMLFieldSetElement>(null)
  // At each step the focus starts on the current choice, else on the first one. The dialog is open by then.
  useEffect(() => {
    const keys = [
      ...(body.current?.querySelectorAll<HTMLElement>(`[data-step="${step}"] .ckey-choice`) ?? []),
    ]
    const first = keys.find((key) => key.matches('.is-chosen')) ?? keys[0]
    first?.focus()
  }, [step])
  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.key === 'Enter') {
      if (!event.repeat) composition.goOn()
    } else if (event.key === 'Backspace') composition.goBack()
    else if (event.key === '-' || event.key === 'Delete') takeBack()
    else if (!moveAmong(event) && !focusChoice(event)) return
    event.preventDefault()
  }
  return (
    <Modal
      title={t('composition.title', { menu: menu.article.definition })}
      onClose={() => question.answer(undefined)}
      onSubmit={composition.goOn}
    >
      <CompositionTabs composition={composition} />
      <fieldset
        className="composition"
        ref={body}
        aria-label={t('composition.step', { label: letter?.label ?? '' })}
        onKeyDown={onKeyDown}
      >
        {letter && <CompositionStep key={letter.letter} letter={letter} composition={composition} />}
      </fieldset>
      <CompositionFoot composition={composition} onCancel={() => question.answer(undefined)} />
    </Modal>
  )
}

/** Takes one off the focused option. */
function takeBack(): void {
  document.activeElement?.parentElement?.querySelector<HTMLElement>('.options-less')?.click()
}

/** The letters and the choice made for each; a touch goes to that step. */
function CompositionTabs({ composition }: { composition: Composition }) {
  const { menu, chosen, step, show } = composition
  return (
    <ol className="composition-steps" aria-label={t('composition.steps')}>
      {menu.letters.map(({ letter, label, isOptional }, index) => {
        const own = chosen.find((component) => component.letter === letter)
        const told =
          own?.article.definition ?? (isOptional ? t('composition.none') : t('composition.toChoose'))
        return (
          <li key={letter}>
            <button
              type="button"
              className="ckey"
              aria-current={index === step ? 'step' : undefined}
              onClick={() => show(index)}
            >
              <small>{label}</small>
              <span>{told}</span>
            </button>
          </li>
        )
      })}
    </ol>
  )
}

function CompositionFoot({ composition, onCancel }: { composition: Composition; onCancel(): void }) {
  const { unitCents, quantity, setQuantity, count, lack, problem, validate } = composition
  const currency = useQuery(shopQuery).data?.currency ?? 'EUR'
  const price = formatMoney(unitCents, currency)
  const total = formatMoney(unitCents * Number(count), currency)
  return (
    <>
      <p className="options-foot">
        <span role={problem ? 'alert' : 'status'} className={problem ? 'field-error' : 'help'}>
          {problem ?? lack}
        </span>
        <strong>
          {count === '1'
            ? t('composition.price', { price })
            : t('composition.total', { count, price, total })}
        </strong>
      </p>
      <p className="help">{t('composition.hint')}</p>
      <div className="confirm-buttons composition-foot">
        <label className="composition-quantity">
          {t('composition.quantity')}
          <input
            className="number"
            inputMode="numeric"
            autoComplete="off"
            maxLength={6}
            value={quantity}
            onFocus={(event) => event.target.select()}
            onChange={(event) => setQuantity(event.target.value)}
          />
        </label>
        <Button onClick={onCancel}>{t('app.cancel')}</Button>
        <Button look="primary" aria-disabled={lack !== undefined} title={lack} onClick={validate}>
          {t('settlement.validate')}
        </Button>
      </div>
    </>
  )
}
