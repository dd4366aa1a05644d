import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useRef } from 'react'
import type { Station } from '../../src/shop/wire.ts'
import { t } from '../labels/index.ts'
import { mcuKeysQuery } from '../lib/queries.ts'
import { Button } from '../ui/Button.tsx'
import { CheckBox, TextField } from '../ui/fields.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { McuKeyFields } from './McuKeyFields.tsx'
import { numberOrSame } from './numberOrSame.ts'
import type { ConfigurationPageProps } from './pages.ts'
import { stationQuery } from './queries.ts'
import { useSettingsForm } from './useSettingsForm.ts'

/**
 * «Poste»: the numbers of the status bar, and what the first start asked of this station (contract, kezia
 * D61).
 */
export function StationPage(props: ConfigurationPageProps) {
  const station = useQuery(stationQuery)
  const keys = useQuery(mcuKeysQuery)
  const dirty = useRef({ station: false, keys: false })
  // The two forms are saved separately, so each has its own dirty flag.
  const onDirty = (form: 'station' | 'keys') => (isDirty: boolean) => {
    dirty.current[form] = isDirty
    props.onDirty(dirty.current.station || dirty.current.keys)
  }
  return (
    <div className="configuration-columns">
      <Loaded query={station}>{(stored) => <Fields stored={stored} onDirty={onDirty('station')} />}</Loaded>
      <Loaded query={keys}>{(stored) => <McuKeyFields stored={stored} onDirty={onDirty('keys')} />}</Loaded>
    </div>
  )
}

function Fields({ stored, onDirty }: ConfigurationPageProps & { stored: Station }) {
  const { values, errors, change, hasChanges, isSaving, save } = useSettingsForm<Station>({
    stored,
    path: '/station',
    queryKey: stationQuery.queryKey,
    onDirty,
  })
  const fixed = values.isNumberFixed ? t('stationPage.fixed') : undefined
  const number = (name: 'site' | 'number' | 'drawer', title?: string) => (
    <TextField
      label={t(`stationPage.${name}`)}
      name={name}
      className="number"
      inputMode="numeric"
      readOnly={title !== undefined}
      title={title}
      value={String(values[name])}
      error={errors[name]}
      onChange={(typed) => change({ [name]: numberOrSame(typed) })}
    />
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save()
  }
  return (
    <form className="configuration-form configuration-narrow" onSubmit={submit}>
      {number('site')}
      {number('number', fixed)}
      {number('drawer')}
      <CheckBox
        label={t('setup.hasOwnDatabase')}
        isChecked={values.hasOwnDatabase}
        error={errors.hasOwnDatabase}
        isDisabled={fixed !== undefined}
        title={fixed}
        onChange={(hasOwnDatabase) => change({ hasOwnDatabase })}
      />
      <div className="window-buttons">
        <Button type="submit" look="primary" disabled={!hasChanges || isSaving}>
          {t('configuration.save')}
        </Button>
      </div>
    </form>
  )
}
