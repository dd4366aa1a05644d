import { useState } from 'react'
import type { SellerKey } from '../../src/sellers/wire.ts'
import { t } from '../labels/index.ts'
import { ApiFailure, api } from '../lib/api.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/fields.tsx'
import { Modal } from '../ui/Modal.tsx'
import type { Question } from './useQuestions.ts'

/** Asks for the seller's password when their key is pressed. */
export function PasswordDialog({ question }: { question: Extract<Question, { kind: 'password' }> }) {
  const { seller, answer } = question
  const [password, setPassword] = useState('')
  const [error, setError] = useState<string>()
  const submit = async () => {
    try {
      const { key } = await api.post<SellerKey>(`/sellers/${seller.id}/identify`, { password })
      answer(key)
    } catch (failure) {
      if (!(failure instanceof ApiFailure)) throw failure
      setError(failure.fields.password ?? failure.message)
      setPassword('')
    }
  }
  return (
    <Modal
      title={t('sellerPassword.title', { name: seller.name })}
      onClose={() => answer(undefined)}
      onSubmit={() => void submit()}
    >
      <TextField
        label={t('sellerPassword.password')}
        type="password"
        value={password}
        autoFocus
        onChange={(typed) => {
          setPassword(typed)
          setError(undefined)
        }}
        {...(error !== undefined && { error })}
      />
      <div className="confirm-buttons">
        <Button onClick={() => answer(undefined)}>{t('app.cancel')}</Button>
        <Button look="primary" type="submit">
          {t('app.confirm')}
        </Button>
      </div>
    </Modal>
  )
}
