import { QRCodeSVG } from 'qrcode.react'
import { useEffect, useRef } from 'react'
import type { Pairing } from '../../../src/connector/connection/wire.ts'
import { t } from '../../labels/index.ts'
import { Button } from '../../ui/Button.tsx'
import { useNow } from '../orders/useNow.ts'

interface QrCodeProps {
  code: Extract<Pairing, { state: 'waiting' }>
  /** When the till reported the time left, by this browser's clock. */
  readAtMs: number
  onCancel(): void
}

const side = 220

/** The code that waits for an approval: to scan, or to type at its address. */
export function QrCode({ code, readAtMs, onCancel }: QrCodeProps) {
  const { userCode, address, scannedAddress, trouble } = code
  const section = useRef<HTMLElement>(null)
  // The pressed button is gone; if «Annuler» had the focus, a slow Enter would press it.
  useEffect(() => section.current?.focus(), [])
  return (
    <section className="qr" ref={section} tabIndex={-1} aria-label={t('hub.qr')}>
      <QRCodeSVG value={scannedAddress} size={side} level="M" marginSize={4} title={t('hub.qr.title')} />
      <div className="qr-steps">
        <ol>
          <li>
            {t('hub.qr.scan')}{' '}
            <a href={scannedAddress} target="_blank" rel="noopener noreferrer">
              {address}
            </a>
          </li>
          <li>
            {t('hub.qr.letters')} <strong className="qr-letters">{userCode}</strong>
          </li>
          <li>{t('hub.qr.allow')}</li>
        </ol>
        <TimeLeft seconds={code.secondsLeft} readAtMs={readAtMs} />
        {trouble && (
          <p className="field-error" role="alert">
            {t('hub.qr.trouble', { trouble })}
          </p>
        )}
        <Button onClick={onCancel}>{t('app.cancel')}</Button>
      </div>
    </section>
  )
}

function TimeLeft({ seconds, readAtMs }: { seconds: number; readAtMs: number }) {
  const passed = Math.max(0, (useNow(1000).getTime() - readAtMs) / 1000)
  const left = Math.max(0, Math.ceil(seconds - passed))
  const time = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`
  return (
    <p className="soft" role="timer">
      {t('hub.qr.left', { time })}
    </p>
  )
}
