import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { t } from '../labels/index.ts'
import { useWindows } from '../windows/manager.tsx'
import { printerStripsQuery } from './queries.ts'

/** What keeps a printer from printing, over every screen but the one that shows it. */
export function PrinterStrips() {
  const { data: strips = [] } = useQuery(printerStripsQuery)
  const [closed, setClosed] = useState<string[]>([])
  const { open, opened } = useWindows()
  if (opened.at(-1)?.id === 'printers') return null
  // One that was closed comes back with the next trouble, or the same after a recovery.
  const stillTrue = closed.filter((sentence) => strips.some((strip) => strip.sentence === sentence))
  if (stillTrue.length < closed.length) setClosed(stillTrue)
  return (
    <div className="strips" role="status">
      {strips
        .filter(({ sentence }) => !closed.includes(sentence))
        .map(({ sentence, waiting }) => (
          <div key={sentence} className="overlay-box strip">
            <p className="overlay-text" title={sentence}>
              {waiting === 0 ? sentence : t('printing.strip', { sentence, waiting })}
            </p>
            <button type="button" className="strip-open" onClick={() => open('printers')}>
              {t('printing.strip.open')}
            </button>
            <button
              type="button"
              className="overlay-close"
              aria-label={t('app.close')}
              onClick={() => setClosed([...closed, sentence])}
            >
              ×
            </button>
          </div>
        ))}
    </div>
  )
}
