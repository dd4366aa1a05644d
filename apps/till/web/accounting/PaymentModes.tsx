import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { PaymentMode } from '../../src/payment-modes/wire.ts'
import { t } from '../labels/index.ts'
import { paymentModesQuery } from '../lib/queries.ts'
import { Button } from '../ui/Button.tsx'
import { type Column, DataGrid } from '../ui/DataGrid.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import type { WindowProps } from '../windows/types.ts'
import { PaymentModeDialog } from './PaymentModeDialog.tsx'

/** «Mode Règlement Paiement» (contract, kezia W-19). */
export function PaymentModes({ close }: WindowProps) {
  const query = useQuery(paymentModesQuery)
  const [selected, setSelected] = useState<number>()
  const [edited, setEdited] = useState<PaymentMode | 'new'>()
  const modes = query.data ?? []
  const chosen = modes.find(({ id }) => id === selected) ?? modes[0]
  return (
    <div className="office-dialog">
      <div className="tabs" role="tablist" aria-label={t('paymentModes.tabs')}>
        <button type="button" role="tab" aria-selected="true">
          {t('paymentModes.tab.customers')}
        </button>
        <button
          type="button"
          role="tab"
          aria-selected="false"
          aria-disabled="true"
          title={t('app.unavailable')}
        >
          {t('paymentModes.tab.suppliers')}
        </button>
      </div>
      <Loaded query={query}>
        {(rows) => (
          <DataGrid
            label={t('paymentModes.grid')}
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            rowClass={({ isAsleep }) => (isAsleep ? 'is-asleep' : undefined)}
            selected={chosen?.id}
            onSelect={({ id }) => setSelected(id)}
            onOpen={(mode) => !mode.isLocked && setEdited(mode)}
            empty={t('paymentModes.empty')}
          />
        )}
      </Loaded>
      <div className="window-buttons">
        <Button onClick={() => setEdited('new')}>{t('paymentModes.create')}</Button>
        <Button
          look="primary"
          disabled={!chosen || chosen.isLocked}
          title={chosen?.isLocked ? t('paymentModes.locked') : undefined}
          onClick={() => setEdited(chosen)}
        >
          {t('paymentModes.change')}
        </Button>
        <span className="spacer" />
        <Button onClick={close}>{t('office.quit')}</Button>
      </div>
      {edited !== undefined && (
        <PaymentModeDialog
          mode={edited === 'new' ? undefined : edited}
          onClose={() => setEdited(undefined)}
          onSaved={({ id }) => setSelected(id)}
        />
      )}
    </div>
  )
}

const yesNo = (value: boolean) => t(value ? 'paymentModes.yes' : 'paymentModes.no')

const columns: Column<PaymentMode>[] = [
  { key: 'id', label: t('paymentModes.id'), isNumber: true, render: ({ id }) => id },
  { key: 'name', label: t('paymentModes.name'), render: ({ name }) => name },
  { key: 'asleep', label: t('paymentModes.asleep'), render: ({ isAsleep }) => yesNo(isAsleep) },
  { key: 'code', label: t('paymentModes.code'), render: ({ accountingCode }) => accountingCode },
  { key: 'drawer', label: t('paymentModes.drawer'), render: ({ opensDrawer }) => yesNo(opensDrawer) },
  { key: 'terminal', label: t('paymentModes.terminal'), render: ({ terminalType }) => terminalType },
]
