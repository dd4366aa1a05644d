import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { SettlementList, SettlementRow } from '../../src/journals/wire.ts'
import { ExportButton } from '../exchange/ExportButton.tsx'
import { DocumentDialog } from '../journals/DocumentDialog.tsx'
import { t } from '../labels/index.ts'
import { api } from '../lib/api.ts'
import { formatDateTime, formatMoney } from '../lib/format.ts'
import type { Period } from '../lib/period.ts'
import { fieldErrors, usePeriod } from '../lib/usePeriod.ts'
import { Button } from '../ui/Button.tsx'
import { type Column, DataGrid } from '../ui/DataGrid.tsx'
import { SelectField } from '../ui/fields.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { PeriodFields } from '../ui/PeriodFields.tsx'
import { useWindows } from '../windows/manager.tsx'
import type { WindowProps } from '../windows/types.ts'

const settlementsQuery = (period: Period, modeId: string) =>
  queryOptions({
    queryKey: ['sales', 'settlements', period, modeId],
    queryFn: () => api.get<SettlementList>(`/settlements?${new URLSearchParams({ ...period, modeId })}`),
    placeholderData: keepPreviousData,
  })

/** «REGLEMENTS»: the money that came in, by mode; Enter shows the ticket. */
export function SettlementWindow({ close }: WindowProps) {
  const { period, today, timeZone, setPeriod } = usePeriod()
  const [modeId, setModeId] = useState('')
  const [selected, setSelected] = useState<string>()
  const [ticket, setTicket] = useState<number>()
  const { open } = useWindows()
  const query = useQuery(settlementsQuery(period, modeId))
  const modes = query.data?.modes ?? []
  const openRow = ({ documentKind, documentNumber: number }: SettlementRow) =>
    documentKind === 'order' || documentKind === 'web-order'
      ? open(documentKind === 'order' ? 'new-order' : 'order-sheet', { number })
      : setTicket(number)
  return (
    <div className="office">
      <PeriodFields period={period} today={today} onChange={setPeriod} errors={fieldErrors(query.error)}>
        <SelectField
          label={t('settlements.mode')}
          value={modeId}
          onChange={setModeId}
          choices={[
            { value: '', label: t('office.all') },
            ...modes.map((mode) => ({ value: String(mode.modeId), label: mode.name })),
          ]}
        />
      </PeriodFields>
      <Loaded query={query}>
        {(list) => (
          <div className="settlements">
            <div className="office-list">
              <DataGrid
                label={t('settlements.grid')}
                columns={columns(timeZone, list.currency)}
                rows={list.rows}
                rowKey={(row) => keyOf(row, list.rows)}
                selected={selected}
                onSelect={(row) => setSelected(keyOf(row, list.rows))}
                onOpen={openRow}
                empty={t('settlements.empty')}
              />
              {list.total > list.rows.length && (
                <p className="office-sum">
                  {t('office.more', { shown: list.rows.length, total: list.total })}
                </p>
              )}
            </div>
            <ModeTotals list={list} />
          </div>
        )}
      </Loaded>
      <div className="window-buttons">
        <ExportButton dataset="settlements" period={period} />
        <Button onClick={close}>{t('office.quit')}</Button>
      </div>
      {ticket !== undefined && <DocumentDialog number={ticket} onClose={() => setTicket(undefined)} />}
    </div>
  )
}

// A sale may have several settlements by one mode.
const keyOf = (row: SettlementRow, rows: SettlementRow[]) => String(rows.indexOf(row))

function ModeTotals({ list: { modes, currency } }: { list: SettlementList }) {
  const everything = modes.reduce((sum, { cents }) => sum + cents, 0)
  return (
    <aside className="settlement-modes-totals">
      <h3>{t('settlements.modes')}</h3>
      <table className="totals" aria-label={t('settlements.modes')}>
        <thead>
          <tr>
            <th scope="col">{t('settlements.mode')}</th>
            <th scope="col">{t('totals.count')}</th>
            <th scope="col">{t('totals.amount')}</th>
          </tr>
        </thead>
        <tbody>
          {modes.map(({ modeId, name, count, cents }) => (
            <tr key={modeId}>
              <th scope="row">{name}</th>
              <td>{count}</td>
              <td>{formatMoney(cents, currency)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('settlements.everything')}</th>
            <td>{modes.reduce((sum, { count }) => sum + count, 0)}</td>
            <td>{formatMoney(everything, currency)}</td>
          </tr>
        </tfoot>
      </table>
    </aside>
  )
}

const columns = (timeZone: string, currency: string): Column<SettlementRow>[] => [
  {
    key: 'date',
    label: t('settlements.date'),
    render: ({ at }) => <span className="nowrap">{formatDateTime(new Date(at), timeZone)}</span>,
  },
  {
    key: 'document',
    label: t('settlements.document'),
    render: ({ documentKind, documentNumber }) => (
      <span className={documentKind === 'web-order' ? undefined : 'nowrap'}>
        {t(`settlements.document.${documentKind}`, { number: documentNumber })}
      </span>
    ),
  },
  {
    key: 'customer',
    label: t('document.customer'),
    render: ({ customerName }) => customerName ?? t('document.anonymous'),
  },
  { key: 'seller', label: t('document.seller'), render: ({ sellerName }) => sellerName ?? '' },
  { key: 'mode', label: t('settlements.mode'), render: ({ modeName }) => modeName },
  {
    key: 'given',
    label: t('settlements.given'),
    isNumber: true,
    render: ({ givenCents }) => formatMoney(givenCents, currency),
  },
  {
    key: 'change',
    label: t('settlements.change'),
    isNumber: true,
    render: ({ changeCents }) => (changeCents === 0 ? '' : formatMoney(changeCents, currency)),
  },
  {
    key: 'kept',
    label: t('settlements.kept'),
    isNumber: true,
    render: ({ givenCents, changeCents }) => formatMoney(givenCents - changeCents, currency),
  },
]
