import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { ExportButton } from '../exchange/ExportButton.tsx'
import { DocumentDialog } from '../journals/DocumentDialog.tsx'
import { DocumentGrid } from '../journals/DocumentGrid.tsx'
import { documentsQuery } from '../journals/queries.ts'
import { t } from '../labels/index.ts'
import { fieldErrors, usePeriod } from '../lib/usePeriod.ts'
import { Button } from '../ui/Button.tsx'
import { SelectField, TextField } from '../ui/fields.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { PeriodFields } from '../ui/PeriodFields.tsx'
import type { WindowProps } from '../windows/types.ts'
import { CreditDialog } from './CreditDialog.tsx'

const kinds = ['ticket', 'invoice', 'credit_note'] as const

/** «FACTURES»: list by period and customer, detail, duplicate print, avoir (contract, kezia W-19). */
export function InvoiceWindow({ close }: WindowProps) {
  const { period, today, timeZone, setPeriod } = usePeriod()
  const [kind, setKind] = useState('')
  const [customer, setCustomer] = useState('')
  const [chosen, setChosen] = useState<number>()
  // By number: a credit note made today is not among the documents of another day.
  const [shown, setShown] = useState<{ dialog: 'document' | 'credit'; number: number }>()
  const query = useQuery(documentsQuery(period, { kind, customer: useDeferredValue(customer) }))
  const rows = query.data?.rows ?? []
  const selected = rows.find(({ number }) => number === chosen) ?? rows[0]
  const show = (dialog: 'document' | 'credit') => selected && setShown({ dialog, number: selected.number })
  return (
    <div className="office">
      <PeriodFields period={period} today={today} onChange={setPeriod} errors={fieldErrors(query.error)}>
        <SelectField
          label={t('documents.kind')}
          value={kind}
          onChange={setKind}
          choices={[
            { value: '', label: t('office.all') },
            ...kinds.map((value) => ({ value, label: t(`document.kind.${value}`) })),
          ]}
        />
        <TextField
          label={t('documents.customer')}
          value={customer}
          placeholder={t('documents.customer.hint')}
          onChange={setCustomer}
        />
      </PeriodFields>
      <Loaded query={query}>
        {(list) => (
          <DocumentGrid
            list={list}
            timeZone={timeZone}
            selected={selected?.number}
            onSelect={({ number }) => setChosen(number)}
            onOpen={({ number }) => setShown({ dialog: 'document', number })}
          />
        )}
      </Loaded>
      <div className="window-buttons">
        <Button look="primary" disabled={!selected} onClick={() => show('document')}>
          {t('office.view')}
        </Button>
        <Button
          disabled={!selected || selected.kind === 'credit_note'}
          title={selected?.kind === 'credit_note' ? t('documents.credit.none') : undefined}
          onClick={() => show('credit')}
        >
          {t('documents.credit')}
        </Button>
        <span className="spacer" />
        <ExportButton dataset="documents" period={period} />
        <Button onClick={close}>{t('office.quit')}</Button>
      </div>
      {shown?.dialog === 'document' && (
        <DocumentDialog number={shown.number} onClose={() => setShown(undefined)} />
      )}
      {shown?.dialog === 'credit' && (
        <CreditDialog
          number={shown.number}
          onClose={() => setShown(undefined)}
          onDone={(number) => {
            setChosen(number)
            setShown({ dialog: 'document', number })
          }}
        />
      )}
    </div>
  )
}
