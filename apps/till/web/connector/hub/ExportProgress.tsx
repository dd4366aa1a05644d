import type { CatalogExport } from '../../../src/connector/catalog/wire.ts'
import { t } from '../../labels/index.ts'

/** The progress line, then the result line with the list of errors (contract, kezia D9). */
export function ExportProgress({ progress }: { progress: CatalogExport | undefined }) {
  if (!progress || progress.state === 'idle') return null
  if (progress.state === 'running') {
    const { phase, done, total } = progress
    const text = t(`exchange.running.${phase}`, { done, total })
    // Articles and stock leave in one call each: its length is not known.
    const measure = phase === 'images' ? { value: done, max: total } : {}
    return (
      <div className="export-progress" role="status">
        <p>{text}</p>
        <progress aria-label={text} {...measure} />
      </div>
    )
  }
  const { sent, errors, warnings } = progress
  return (
    <div className={errors.length > 0 ? 'export-progress export-failed' : 'export-progress'} role="status">
      <p>{t('exchange.done', { sent, errors: errors.length })}</p>
      {[...errors, ...warnings].length > 0 && (
        <ul>
          {[...errors, ...warnings].map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </div>
  )
}
