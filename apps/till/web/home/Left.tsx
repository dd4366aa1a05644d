import { useEffect, useRef } from 'react'
import { t } from '../labels/index.ts'

/** After the red key: nothing to touch but the way back. What rings still rings. */
export function Left({ onReturn }: { onReturn(): void }) {
  const back = useRef<HTMLButtonElement>(null)
  useEffect(() => back.current?.focus(), [])
  return (
    <main className="left-till">
      <h1 className="wordmark">{t('home.product')}</h1>
      <p role="status">{t('left.message')}</p>
      <button type="button" ref={back} className="tile tile-purple left-return" onClick={onReturn}>
        {t('left.return')}
      </button>
    </main>
  )
}
