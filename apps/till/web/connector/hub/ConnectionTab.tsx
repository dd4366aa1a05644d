import { useState } from 'react'
import type { HubState } from '../../../src/connector/wire.ts'
import { t } from '../../labels/index.ts'
import { CodeField } from './CodeField.tsx'
import { Connected } from './Connected.tsx'
import { ForeignQueue } from './ForeignQueue.tsx'

/** The first tab of W-3: alone when disconnected. */
export function ConnectionTab({ hub }: { hub: HubState }) {
  return (
    <div className="connection">
      {hub.queue.foreign > 0 && <ForeignQueue count={hub.queue.foreign} />}
      {(!hub.isConnected || hub.trouble !== null) && <Connect hub={hub} />}
      {hub.isConnected && <Connected hub={hub} />}
    </div>
  )
}

/** «Connexion à HubRise», with the reason why it is needed again, if there is one. */
function Connect({ hub }: { hub: HubState }) {
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
        {t('hub.connect')}
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
