import { useQuery } from '@tanstack/react-query'
import type { KeyboardEvent } from 'react'
import { t } from '../labels/index.ts'
import { formatMoney } from '../lib/format.ts'
import { shopQuery } from '../lib/queries.ts'
import { Button } from '../ui/Button.tsx'
import { Modal } from '../ui/Modal.tsx'
import { focusChoice, moveAmong } from './choiceKeys.ts'
import type { Question } from './useQuestions.ts'

/** Chooses the tariff of an article: a digit or arrows, then Enter; or a touch. */
export function TariffDialog({ question }: { question: Extract<Question, { kind: 'tariff' }> }) {
  const { article, answer } = question
  const currency = useQuery(shopQuery).data?.currency ?? 'EUR'
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (moveAmong(event) || focusChoice(event)) event.preventDefault()
  }
  return (
    <Modal title={t('tariffs.title', { definition: article.definition })} onClose={() => answer(undefined)}>
      <fieldset className="choice-keys" aria-label={t('tariffs.list')} onKeyDown={onKeyDown}>
        {article.tariffs.map((tariff, index) => (
          <button
            key={tariff.idtar}
            type="button"
            className="ckey ckey-choice"
            onClick={() => answer(tariff)}
          >
            {index < 9 && (
              <span className="choice-digit" aria-hidden="true">
                {index + 1}
              </span>
            )}
            <span>{tariff.title}</span>
            <small>{formatMoney(tariff.priceCents, currency)}</small>
          </button>
        ))}
      </fieldset>
      <div className="confirm-buttons">
        <Button onClick={() => answer(undefined)}>{t('app.cancel')}</Button>
      </div>
    </Modal>
  )
}
