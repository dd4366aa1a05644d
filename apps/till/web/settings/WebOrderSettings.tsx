import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { WebOrderSettings as Settings } from '../../src/web-order-settings/wire.ts'
import { t } from '../labels/index.ts'
import { type ApiFailure, api } from '../lib/api.ts'
import { intervenantQuery } from '../lib/intervenant.ts'
import { webOrderSettingsQuery } from '../lib/queries.ts'
import { Button } from '../ui/Button.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { useNotify, useNotifyFailure } from '../ui/notices.tsx'
import { useConfirmDiscard } from '../ui/useConfirmDiscard.ts'
import { useCloseGuard } from '../windows/manager.tsx'
import type { WindowProps } from '../windows/types.ts'
import { Identification } from './Identification.tsx'
import { IntervenantPassword } from './IntervenantPassword.tsx'
import { OptionsGroup } from './OptionsGroup.tsx'
import { ServicesGroup } from './ServicesGroup.tsx'

/** W-4. */
export function WebOrderSettings({ close }: WindowProps) {
  const settings = useQuery(webOrderSettingsQuery)
  const intervenant = useQuery(intervenantQuery)
  return (
    <Loaded query={intervenant}>
      {({ hasPassword, isIdentified }) => (
        <div className="settings">
          {!isIdentified && <Identification />}
          <Loaded query={settings}>
            {(stored) => (
              <SettingsForm stored={stored} isOpen={isIdentified} onClose={close}>
                {isIdentified && <IntervenantPassword hasPassword={hasPassword} />}
              </SettingsForm>
            )}
          </Loaded>
        </div>
      )}
    </Loaded>
  )
}

interface SettingsFormProps {
  stored: Settings
  /** False until the intervenant is identified. */
  isOpen: boolean
  onClose(): void
  /** Beside the form. */
  children: ReactNode
}

function SettingsForm({ stored, isOpen, onClose, children }: SettingsFormProps) {
  const [typed, setTyped] = useState<Partial<Settings>>({})
  const queryClient = useQueryClient()
  const notify = useNotify()
  const notifyFailure = useNotifyFailure()
  const values = { ...stored, ...typed }
  useCloseGuard(useConfirmDiscard(Object.keys(typed).length > 0))
  const save = useMutation<Settings, ApiFailure>({
    mutationFn: () => api.put<Settings>('/web-order-settings', values),
    onSuccess: (saved) => {
      queryClient.setQueryData(webOrderSettingsQuery.queryKey, saved)
      setTyped({})
      notify(t('webOrders.saved'))
    },
    onError: (failure) => {
      notifyFailure(failure)
      if (failure.status === 403) void queryClient.invalidateQueries({ queryKey: ['intervenant'] })
    },
  })
  const change = (next: Partial<Settings>) => setTyped((before) => ({ ...before, ...next }))
  return (
    <>
      <div className="settings-work">
        <fieldset className="settings-form" disabled={!isOpen}>
          <ServicesGroup isHubActive={values.isHubActive} onChange={change} />
          <OptionsGroup values={values} errors={save.error?.fields ?? {}} onChange={change} />
        </fieldset>
        {children}
      </div>
      <div className="window-buttons settings-buttons">
        <Button onClick={onClose}>{t('app.close')}</Button>
        <Button look="primary" disabled={!isOpen || save.isPending} onClick={() => save.mutate()}>
          {t('webOrders.save')}
        </Button>
      </div>
    </>
  )
}
