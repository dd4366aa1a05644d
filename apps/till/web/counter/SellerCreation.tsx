import { useState } from 'react'
import { t } from '../labels/index.ts'
import { ApiFailure, api } from '../lib/api.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/fields.tsx'

/** Replaces CAISSE while there is no seller: a sale without one is forbidden (contract, kezia W-6). */
export function SellerCreation({ onQuit }: { onQuit(): void }) {
  const [code, setCode] = useState('1')
  const [name, setName] = useState('')
  const [failure, setFailure] = useState<ApiFailure>()
  const create = async () => {
    try {
      // The list of sellers is pushed, and CAISSE then replaces this form.
      await api.post('/sellers', { code, name })
    } catch (error) {
      if (error instanceof ApiFailure) setFailure(error)
      else throw error
    }
  }
  const errorOf = (field: string) => {
    const error = failure?.fields[field]
    return error === undefined ? {} : { error }
  }
  return (
    <form
      className="seller-creation"
      onSubmit={(event) => {
        event.preventDefault()
        void create()
      }}
    >
      <h3>{t('seller.create')}</h3>
      <TextField label={t('seller.code')} value={code} onChange={setCode} {...errorOf('code')} />
      <TextField label={t('seller.name')} value={name} onChange={setName} autoFocus {...errorOf('name')} />
      {failure && Object.keys(failure.fields).length === 0 && <p role="alert">{failure.message}</p>}
      <div className="window-buttons">
        <Button onClick={onQuit}>{t('counter.quit')}</Button>
        <Button look="primary" type="submit">
          {t('seller.create')}
        </Button>
      </div>
    </form>
  )
}
