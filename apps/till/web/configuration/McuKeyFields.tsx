import { useQuery } from '@tanstack/react-query'
import type { FormEvent } from 'react'
import { type McuAction, type McuKeys, mcuActions, mcuNumbers } from '../../src/mcu-keys/wire.ts'
import { t } from '../labels/index.ts'
import { mcuKeysQuery, webOrderSettingsQuery } from '../lib/queries.ts'
import { Button } from '../ui/Button.tsx'
import { SelectField } from '../ui/fields.tsx'
import type { ConfigurationPageProps } from './pages.ts'
import { useSettingsForm } from './useSettingsForm.ts'

/** The actions of MCU 1 to 6 in CAISSE. The key that W-4 binds to «Commandes Web» is disabled here. */
export function McuKeyFields({ stored, onDirty }: ConfigurationPageProps & { stored: McuKeys }) {
  const { values, errors, change, hasChanges, isSaving, save } = useSettingsForm<McuKeys>({
    stored,
    path: '/mcu-keys',
    queryKey: mcuKeysQuery.queryKey,
    onDirty,
  })
  const { data: webOrders } = useQuery(webOrderSettingsQuery)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save()
  }
  return (
    <form className="configuration-form" onSubmit={submit}>
      <fieldset className="configuration-keys">
        <legend>{t('mcu.title')}</legend>
        {mcuNumbers.map((number) => {
          const isBound = webOrders?.listKey === number
          return (
            <SelectField
              key={number}
              label={t('mcu.key', { number })}
              value={isBound ? '' : (values.actions[number - 1] ?? '')}
              isDisabled={isBound}
              {...(isBound && { title: t('mcu.bound') })}
              {...(errors.actions !== undefined && { error: errors.actions })}
              choices={[
                { value: '', label: isBound ? webOrders.listKeyLabel : t('mcu.free') },
                ...mcuActions.map((action) => ({ value: action, label: t(`mcu.${action}`) })),
              ]}
              onChange={(chosen) =>
                change({
                  actions: values.actions.map((action, index) =>
                    index === number - 1 ? ((chosen || null) as McuAction | null) : action,
                  ),
                })
              }
            />
          )
        })}
      </fieldset>
      <div className="window-buttons">
        <Button type="submit" look="primary" disabled={!hasChanges || isSaving}>
          {t('configuration.save')}
        </Button>
      </div>
    </form>
  )
}
