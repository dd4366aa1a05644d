import type { MouseEvent } from 'react'
import { t } from '../labels/index.ts'

const keys = ['7', '8', '9', '4', '5', '6', '1', '2', '3', '0', ',']

/** The focus stays in the field, so that Enter after a touch does not press that digit again. */
const keepFocus = (event: MouseEvent) => event.preventDefault()

/** On-screen digits. */
export const AmountPad = ({ value, onChange }: { value: string; onChange(value: string): void }) => (
  <div className="amount-pad">
    {keys.map((key) => (
      <PadKey key={key} label={key} onPress={() => onChange(value + key)} />
    ))}
    <PadKey label={t('counter.clear')} onPress={() => onChange('')} />
  </div>
)

const PadKey = ({ label, onPress }: { label: string; onPress(): void }) => (
  <button type="button" className="ckey" tabIndex={-1} onMouseDown={keepFocus} onClick={onPress}>
    {label}
  </button>
)
