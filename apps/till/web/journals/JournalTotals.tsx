import type { Journal } from '../../src/journals/wire.ts'
import { t } from '../labels/index.ts'
import { averageCents } from '../lib/average.ts'
import { formatDay, formatMoney } from '../lib/format.ts'
import { Figures } from '../ui/Figures.tsx'
import { TotalTable } from './TotalTable.tsx'

/** The journal of a period: by VAT rate, payment mode, seller, channel and day (contract, kezia §5.9). */
export function JournalTotals({ journal: { totals, days, currency } }: { journal: Journal }) {
  const money = (cents: number) => formatMoney(cents, currency)
  const hasDeposits = totals.rows.some(({ dimension }) => dimension === 'deposit')
  if (totals.saleCount === 0 && !hasDeposits) return <p className="state">{t('journals.empty')}</p>
  return (
    <div className="journal">
      <Figures
        figures={[
          { label: t('journals.total'), value: money(totals.totalCents) },
          { label: t('journals.net'), value: money(totals.netCents) },
          { label: t('journals.vat'), value: money(totals.vatCents) },
          { label: t('journals.count'), value: String(totals.saleCount) },
          { label: t('journals.average'), value: money(averageSale(totals.rows)) },
          { label: t('journals.menus'), value: money(totals.menuDiscountCents) },
          { label: t('journals.granted'), value: money(totals.discountCents - totals.menuDiscountCents) },
        ]}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls takes the keyboard */}
      <section className="journal-tables" aria-label={t('journals.tab.totals')} tabIndex={0}>
        <div>
          {(['vat', 'mode', 'seller', 'channel', 'kind'] as const).map((dimension) => (
            <section key={dimension} aria-label={t(`totals.${dimension}`)}>
              <h3>{t(`totals.${dimension}`)}</h3>
              <TotalTable dimension={dimension} rows={totals.rows} currency={currency} />
            </section>
          ))}
          {hasDeposits && (
            <section aria-label={t('totals.deposit')}>
              <h3>{t('totals.deposit')}</h3>
              <TotalTable dimension="deposit" rows={totals.rows} currency={currency} />
            </section>
          )}
          <section aria-label={t('journals.days')}>
            <h3>{t('journals.days')}</h3>
            <table className="totals" aria-label={t('journals.days')}>
              <thead>
                <tr>
                  <th scope="col">{t('journals.day')}</th>
                  <th scope="col">{t('totals.count')}</th>
                  <th scope="col">{t('totals.net')}</th>
                  <th scope="col">{t('totals.total')}</th>
                </tr>
              </thead>
              <tbody>
                {days.map(({ day, saleCount, netCents, totalCents }) => (
                  <tr key={day}>
                    <th scope="row">{formatDay(day)}</th>
                    <td>{saleCount}</td>
                    <td>{money(netCents)}</td>
                    <td>{money(totalCents)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        </div>
      </section>
    </div>
  )
}

function averageSale(rows: Journal['totals']['rows']): number {
  const sales = rows.filter(({ dimension, key }) => dimension === 'kind' && key !== 'credit_note')
  return averageCents(
    sales.reduce((sum, { totalCents }) => sum + totalCents, 0),
    sales.reduce((sum, { documentCount }) => sum + documentCount, 0),
  )
}
