import { t } from '../labels/index.ts'
import type { Counter } from './useCounter.ts'

interface FunctionKeysProps {
  counter: Counter
  onPrice(line: number): void
}

/** «Fonct.»: what can still be changed on the line under the cursor. */
export function FunctionKeys({ counter, onPrice }: FunctionKeysProps) {
  const { line, draft } = counter
  const { selected } = draft
  return (
    <>
      <button
        type="button"
        className="ckey"
        disabled={!line || line.article.optionGroups.length === 0}
        onClick={counter.editOptions}
      >
        {t('functions.options')}
      </button>
      <button
        type="button"
        className="ckey"
        disabled={!line || line.article.tariffs.length === 0}
        onClick={counter.editTariff}
      >
        {t('functions.tariff')}
      </button>
      <button
        type="button"
        className="ckey"
        disabled={selected === undefined}
        onClick={() => selected !== undefined && onPrice(selected)}
      >
        {t('functions.price')}
      </button>
      <button type="button" className="ckey" aria-disabled="true" title={t('app.unavailable')}>
        {t('functions.drawer')}
      </button>
    </>
  )
}
