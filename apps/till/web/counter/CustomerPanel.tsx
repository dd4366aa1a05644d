import { t } from '../labels/index.ts'
import { useWindows } from '../windows/manager.tsx'
import { type Counter, counterPick } from './useCounter.ts'

/** «Clients»: the customer of the sale. */
export function CustomerPanel({ counter: { draft, dispatch, chooseCustomer } }: { counter: Counter }) {
  const { open } = useWindows()
  const { customer } = draft
  return (
    <>
      <button type="button" className="ckey" onClick={chooseCustomer}>
        {t('counter.customer.search')}
      </button>
      <button type="button" className="ckey" onClick={() => open('customer-sheet', { pick: counterPick })}>
        {t('counter.customer.create')}
      </button>
      {customer && (
        <>
          <button
            type="button"
            className="ckey"
            onClick={() => open('customer-sheet', { idcli: customer.idcli })}
          >
            {t('customers.view')}
          </button>
          <button
            type="button"
            className="ckey"
            onClick={() => dispatch({ type: 'customer', customer: null })}
          >
            {t('counter.customer.clear')}
          </button>
        </>
      )}
      <p className="state">{customer?.displayName ?? t('counter.customer.none')}</p>
    </>
  )
}
