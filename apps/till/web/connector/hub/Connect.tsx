import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { HubState } from '../../../src/connector/wire.ts'
import { t } from '../../labels/index.ts'
import { type ApiFailure, api } from '../../lib/api.ts'
import { Button } from '../../ui/Button.tsx'
import { useNotify } from '../../ui/notices.tsx'
import { CodeField } from './CodeField.tsx'

interface ConnectProps {
  hub: HubState
  /** «Connexion à HubRise» in W-3, «Nouvelle Connexion à HubRise» in W-5. */
  label: string
}

/** The button that opens the hub, with the reason to reconnect if there is one; then the code field. */
export function Connect({ hub, label }: ConnectProps) {
  const [isCodeAsked, setIsCodeAsked] = useState(false)
  const { trouble, authorizeUrl, reason } = hub
  return (
    <div className="connect">
      {trouble && (
        <div className="connect-trouble" role="status">
          <p>{t(`hub.trouble.${trouble}`)}</p>
          {trouble !== 'revoked' && <Pause />}
        </div>
      )}
      <button
        type="button"
        className="button big-button"
        disabled={authorizeUrl === null}
        onClick={() => {
          // Inside the click handler: browsers block a page opened later as a pop-up.
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
      {isCodeAsked && <CodeField onClose={() => setIsCodeAsked(false)} />}
      {/* While blocked or suspended, the connection group follows and there is no room for both. */}
      {!isCodeAsked && !hub.isConnected && <p className="soft">{t('hub.intro')}</p>}
    </div>
  )
}

/**
 * The till retries by itself; the user who has just lifted the block can retry at once (contract, kezia D27).
 */
function Pause() {
  const notify = useNotify()
  const retry = useMutation<void, ApiFailure>({
    mutationFn: () => api.post('/hub/retry'),
    onSuccess: () => notify(t('hub.trouble.retried')),
    onError: (failure) => notify(failure.message, 'failed'),
  })
  return (
    <>
      <p className="soft">{t('hub.trouble.pause')}</p>
      <div className="connect-retry">
        <Button disabled={retry.isPending} onClick={() => retry.mutate()}>
          {t('hub.trouble.retry')}
        </Button>
      </div>
    </>
  )
}
