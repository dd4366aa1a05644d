import { t } from '../labels/index.ts'

const keys = ['7', '8', '9', '4', '5', '6', '1', '2', '3', '0', ',']

/** Digits to touch. */
export const AmountPad = ({ value, onChange }: { value: string; onChange(value: string): void }) => (
  <div className="amount-pad">
    {keys.map((key) => (
      <button key={key} type="button" className="ckey" tabIndex={-1} onClick={() => onChange(value + key)}>
        {key}
      </button>
    ))}
    <button type="button" className="ckey" tabIndex={-1} onClick={() => onChange('')}>
      {t('counter.clear')}
    </button>
  </div>
)
