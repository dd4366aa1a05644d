import type { ImportPreview } from '../../src/exchange/wire.ts'
import { t } from '../labels/index.ts'
import { Button } from '../ui/Button.tsx'

/** The dry run: what the file would do, or each of its mistakes by row and column (contract, kezia D63). */
export function ImportReport({ preview, onApply }: { preview: ImportPreview; onApply(): void }) {
  const { fileName, rows, written, creations, changes, stockChanges, unchanged, problemCount } = preview
  if (problemCount > 0) return <Problems preview={preview} />
  const counts = [
    ['creations', creations],
    ['changes', changes],
    ['stockChanges', stockChanges],
    ['unchanged', unchanged],
  ] as const
  const isIdle = creations + changes === 0
  return (
    <section className="import-report" aria-label={t('exchange.preview', { name: fileName, rows })}>
      <h4>{t('exchange.preview', { name: fileName, rows })}</h4>
      {written && <p role="status">{t('exchange.written', written)}</p>}
      <dl className="import-counts">
        {counts.map(([key, count]) => (
          <div key={key}>
            <dt>{t(`exchange.${key}`)}</dt>
            <dd>{count}</dd>
          </div>
        ))}
      </dl>
      {isIdle ? (
        <p role="status">{t('exchange.nothing')}</p>
      ) : (
        <Button look="primary" onClick={onApply}>
          {t('exchange.apply')}
        </Button>
      )}
    </section>
  )
}

function Problems({ preview: { problems, problemCount } }: { preview: ImportPreview }) {
  return (
    <section className="import-report" aria-label={t('exchange.problems')}>
      <p className="field-error" role="alert">
        {t(problemCount === 1 ? 'exchange.problems.one' : 'exchange.problems.other', { count: problemCount })}{' '}
        {problemCount > problems.length && t('exchange.problems.shown', { shown: problems.length })}
      </p>
      <div className="grid-holder">
        <table className="grid" aria-label={t('exchange.problems')}>
          <thead>
            <tr>
              <th scope="col" className="number">
                {t('exchange.row')}
              </th>
              <th scope="col">{t('exchange.column')}</th>
              <th scope="col">{t('exchange.message')}</th>
            </tr>
          </thead>
          <tbody>
            {problems.map(({ row, column, message }) => (
              <tr key={`${row} ${column} ${message}`}>
                <td className="number">{row}</td>
                <td>{column}</td>
                <td>{message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
