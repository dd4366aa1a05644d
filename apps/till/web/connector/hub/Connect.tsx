import { useState } from 'react'
import type { HubState } from '../../../src/connector/wire.ts'
import { t } from '../../labels/index.ts'
import { CodeField } from './CodeField.tsx'

interface ConnectProps {
  hub: HubState
  /** «Connexion à HubRise» in W-3, «Nouvelle Connexion à HubRise» in W-5. */
  label: string
}

/** The button that opens the hub, with the reason why it is needed again, if there is one; then the code field. */
export function Connect({ hub, label }: ConnectProps) {
  const [isCodeAsked, setIsCodeAsked] = useState(false)
  const { trouble, authorizeUrl, reason } = hub
  return (
    <div className="connect">
      {trouble && (
        <div className="connect-trouble" role="status">
          <p>{t(`hub.trouble.${trouble}`)}</p>
          {trouble !== 'revoked' && <p className="soft">{t('hub.trouble.pause')}</p>}
        </div>
      )}
      <button
        type="button"
        className="button big-button"
        disabled={authorizeUrl === null}
        onClick={() => {
          // In the click itself: a page opened later would be taken for a pop-up.
          window.open(authorizeUrl ?? '', '_blank', 'noopener')
          setIsCodeAsked(true)
        }}
      >
        {label}
      </button>
      {reason && (
        <p className="field-error" role="alert">
          {reason}
        </p>
      )}
      {isCodeAsked ? (
        <CodeField onClose={() => setIsCodeAsked(false)} />
      ) : (
        <p className="soft">{t('hub.intro')}</p>
      )}
    </div>
  )
}
