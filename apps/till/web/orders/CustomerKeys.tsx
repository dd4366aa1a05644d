import { t } from '../labels/index.ts'
import { Button } from '../ui/Button.tsx'
import { useWindows } from '../windows/manager.tsx'
import { orderPick } from './useOwnOrder.ts'
import type { SheetValues } from './values.ts'

interface CustomerKeysProps {
  customer: SheetValues['customer']
  onClear(): void
}

/** The loupe, «+» and «×» beside «Client». */
export function CustomerKeys({ customer, onClear }: CustomerKeysProps) {
  const { open } = useWindows()
  return (
    <>
      <Button
        className="button button-square"
        aria-label={t('own.customer.choose')}
        title={t('own.customer.choose')}
        onClick={() => open('customers', { pick: orderPick })}
      >
        <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
          <path d="M10 4a6 6 0 1 0 0 12 6 6 0 0 0 0-12ZM15 15l5 5" />
        </svg>
      </Button>
      <Button
        className="button button-square"
        aria-label={t('own.customer.new')}
        title={t('own.customer.new')}
        onClick={() => open('customer-sheet', { pick: orderPick })}
      >
        {t('own.customer.create')}
      </Button>
      <Button
        className="button button-square"
        aria-label={t('own.customer.clear')}
        title={t('own.customer.clear')}
        disabled={customer === null}
        onClick={onClear}
      >
        ×
      </Button>
    </>
  )
}
