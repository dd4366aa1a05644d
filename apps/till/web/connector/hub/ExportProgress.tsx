import type { CatalogExport } from '../../../src/connector/catalog/wire.ts'
import { t } from '../../labels/index.ts'
import { Result, Running } from './Progress.tsx'

/** Progress of the catalogue export, then its result (contract, kezia D9). */
export function ExportProgress({ progress }: { progress: CatalogExport | undefined }) {
  if (!progress || progress.state === 'idle') return null
  const name = t(progress.kind === 'catalog' ? 'exchange.articles' : `exchange.${progress.kind}`)
  if (progress.state === 'done') return <Result name={name} {...progress} />
  const { phase, done, total } = progress
  // Articles and stock are one call each, so their progress is unknown.
  return (
    <Running
      name={name}
      text={exportingText(progress)}
      done={done}
      total={phase === 'images' ? total : null}
    />
  )
}

export const exportingText = ({ phase, done, total }: CatalogExport) =>
  t(`exchange.running.${phase}`, { done, total })
