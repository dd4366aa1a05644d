import type { Bar } from '../../src/statistics/wire.ts'
import { t } from '../labels/index.ts'
import { formatMoney } from '../lib/format.ts'

interface BarTableProps {
  label: string
  /** Heading of the first column. */
  heading: string
  countHeading: string
  bars: Bar[]
  currency: string
  nameOf(bar: Bar): string
  countOf(bar: Bar): string
}

/** A row per part of the period: its turnover, a bar as long as it, and the period before. */
export function BarTable({ label, heading, countHeading, bars, currency, nameOf, countOf }: BarTableProps) {
  const most = Math.max(
    1,
    ...bars.map(({ totalCents, previousCents }) => Math.max(totalCents, previousCents)),
  )
  const money = (cents: number) => formatMoney(cents, currency)
  if (bars.length === 0) return <p className="state">{t('statistics.empty')}</p>
  return (
    // Focusable, so that the keyboard scrolls it.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls takes the keyboard
    <section className="grid-holder" aria-label={label} tabIndex={0}>
      <table className="grid bars" aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{heading}</th>
            <th scope="col" className="number">
              {countHeading}
            </th>
            <th scope="col" className="number">
              {t('statistics.total')}
            </th>
            <th scope="col">{t('statistics.bar')}</th>
            <th scope="col" className="number">
              {t('statistics.previous')}
            </th>
            <th scope="col" className="number">
              {t('statistics.change')}
            </th>
          </tr>
        </thead>
        <tbody>
          {bars.map((bar) => (
            <tr key={bar.key}>
              <th scope="row">{nameOf(bar)}</th>
              <td className="number">{countOf(bar)}</td>
              <td className="number">{money(bar.totalCents)}</td>
              <td>
                <Bars current={bar.totalCents} previous={bar.previousCents} most={most} />
              </td>
              <td className="number">{money(bar.previousCents)}</td>
              <td className="number">{changeText(bar.totalCents, bar.previousCents)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Two bars, now above before; the columns beside them say the same in figures. */
const Bars = ({ current, previous, most }: { current: number; previous: number; most: number }) => (
  <svg className="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
    <rect className="bar-now" width={lengthOf(current, most)} height="6" />
    <rect className="bar-before" y="7" width={lengthOf(previous, most)} height="3" />
  </svg>
)

const lengthOf = (cents: number, most: number) => (Math.max(0, cents) * 100) / most

const percent = new Intl.NumberFormat('fr-FR', {
  style: 'percent',
  maximumFractionDigits: 1,
  signDisplay: 'exceptZero',
})

/** `+12,5 %`; a dash when there is nothing to compare with. */
export const changeText = (current: number, previous: number) =>
  previous <= 0 ? t('office.none') : percent.format((current - previous) / previous)
