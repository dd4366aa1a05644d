import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { SellerForm as Body, Seller } from '../../src/sellers/wire.ts'
import { t } from '../labels/index.ts'
import { type ApiFailure, api } from '../lib/api.ts'
import { Button } from '../ui/Button.tsx'
import { CheckBox, TextField } from '../ui/fields.tsx'
import { useNotify } from '../ui/notices.tsx'

interface SellerFormProps {
  /** Undefined for a new one. */
  seller: Seller | undefined
  onSaved(id: number): void
}

export function SellerForm({ seller, onSaved }: SellerFormProps) {
  const notify = useNotify()
  const [code, setCode] = useState(seller?.code ?? '')
  const [name, setName] = useState(seller?.name ?? '')
  const [isAsleep, setIsAsleep] = useState(seller?.isAsleep ?? false)
  const [site, setSite] = useState(seller?.site == null ? '' : String(seller.site))
  const [password, setPassword] = useState('')
  const [dropsPassword, setDropsPassword] = useState(false)
  const save = useMutation<Seller, ApiFailure>({
    mutationFn: () => {
      const typed = dropsPassword ? '' : password
      const body: Body = {
        code,
        name,
        isAsleep,
        site: readSite(site),
        ...((typed !== '' || dropsPassword) && { password: typed }),
      }
      return seller ? api.put<Seller>(`/sellers/${seller.id}`, body) : api.post<Seller>('/sellers', body)
    },
    onSuccess: (saved) => {
      setPassword('')
      setDropsPassword(false)
      notify(t('sellers.saved', { name: saved.name }))
      onSaved(saved.id)
    },
    onError: (failure) => notify(failure.message, 'failed'),
  })
  const errorOf = (field: string) => {
    const error = save.error?.fields[field]
    return error === undefined ? {} : { error }
  }
  return (
    <form
      className="seller-form"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <h3>{seller ? t('sellers.edit', { name: seller.name }) : t('sellers.create')}</h3>
      <TextField label={t('sellers.code')} value={code} onChange={setCode} {...errorOf('code')} />
      <TextField label={t('sellers.name')} value={name} onChange={setName} {...errorOf('name')} />
      <TextField
        label={t('sellers.password')}
        type="password"
        autoComplete="new-password"
        value={password}
        disabled={dropsPassword}
        placeholder={seller?.hasPassword ? t('sellers.keepPassword') : ''}
        onChange={setPassword}
        {...errorOf('password')}
      />
      <TextField
        label={t('sellers.site')}
        value={site}
        inputMode="numeric"
        placeholder={t('sellers.everySite')}
        onChange={setSite}
        {...errorOf('site')}
      />
      {seller?.hasPassword && (
        <CheckBox label={t('sellers.dropPassword')} isChecked={dropsPassword} onChange={setDropsPassword} />
      )}
      <CheckBox
        label={t('sellers.asleep')}
        isChecked={isAsleep}
        onChange={setIsAsleep}
        {...errorOf('isAsleep')}
      />
      <div className="window-buttons">
        <Button type="submit" look="primary" disabled={save.isPending}>
          {t('sellers.save')}
        </Button>
      </div>
    </form>
  )
}

/** What is no whole number is sent as it is, for the till to refuse beside its field. */
const readSite = (typed: string) => {
  const text = typed.trim()
  if (text === '') return null
  return /^\d{1,9}$/.test(text) ? Number(text) : (text as unknown as number)
}
