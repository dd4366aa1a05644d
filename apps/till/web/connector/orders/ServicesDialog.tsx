import { useEffect, useRef } from 'react'
import { t } from '../../labels/index.ts'
import { Button, UnavailableButton } from '../../ui/Button.tsx'
import { Modal } from '../../ui/Modal.tsx'
import { useWindows } from '../../windows/manager.tsx'

/** The cog: chooses the service to configure (contract, kezia W-8). */
export function ServicesDialog({ onClose }: { onClose(): void }) {
  const { open } = useWindows()
  const hub = useRef<HTMLButtonElement>(null)
  // A modal focuses its first button, which is greyed here.
  useEffect(() => hub.current?.focus(), [])
  return (
    <Modal title={t('list.services')} onClose={onClose}>
      <div className="services-list">
        <UnavailableButton>{t('list.service.uberEats')}</UnavailableButton>
        <Button
          ref={hub}
          onClick={() => {
            onClose()
            open('hub')
          }}
        >
          {t('list.service.hub')}
        </Button>
        <UnavailableButton>{t('list.service.foxOrder')}</UnavailableButton>
        <Button onClick={onClose}>{t('app.close')}</Button>
      </div>
    </Modal>
  )
}
