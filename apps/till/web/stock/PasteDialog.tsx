import { useMutation } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { PastedRow } from '../../src/stock/wire.ts'
import { t } from '../labels/index.ts'
import type { ApiFailure } from '../lib/api.ts'
import { Button } from '../ui/Button.tsx'
import { Modal } from '../ui/Modal.tsx'
import { type CodedLine, lineOf } from './CodedEntry.tsx'
import { readPaste } from './queries.ts'

interface PasteDialogProps {
  onAdd(lines: CodedLine[]): void
  onClose(): void
}

/** Two columns as a spreadsheet copies them. Rows with a mistake are named and stay in the field to be corrected. */
export function PasteDialog({ onAdd, onClose }: PasteDialogProps) {
  const [text, setText] = useState('')
  const id = useId()
  const read = useMutation<PastedRow[], ApiFailure>({
    mutationFn: () => readPaste(text),
    onSuccess: (rows) => {
      if (rows.length > 0 && rows.every(({ problem }) => problem === null)) take(rows)
    },
  })
  const rows = read.data ?? []
  const wrong = rows.filter(({ problem }) => problem !== null)
  const right = rows.filter(({ problem }) => problem === null)
  function take(some: PastedRow[]) {
    onAdd(some.flatMap(lineOf))
    onClose()
  }
  return (
    <Modal title={t('coded.paste.title')} onClose={onClose} onSubmit={() => read.mutate()}>
      <label htmlFor={id} className="help">
        {t('coded.paste.help')}
      </label>
      <textarea
        id={id}
        className="paste"
        aria-label={t('coded.paste.text')}
        rows={8}
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          read.reset()
        }}
      />
      {read.error && (
        <p className="field-error" role="alert">
          {read.error.fields.text ?? read.error.message}
        </p>
      )}
      {wrong.length > 0 && (
        <ul className="paste-problems" role="alert" aria-label={t('coded.paste.problems')}>
          {wrong.map(({ row, problem }) => (
            <li key={row}>{t('coded.paste.problem', { row, problem: problem ?? '' })}</li>
          ))}
        </ul>
      )}
      <div className="confirm-buttons">
        <Button onClick={onClose}>{t('app.cancel')}</Button>
        {wrong.length > 0 && right.length > 0 && (
          <Button onClick={() => take(right)}>
            {t(right.length === 1 ? 'coded.paste.keep.one' : 'coded.paste.keep.other', {
              count: right.length,
            })}
          </Button>
        )}
        <Button type="submit" look="primary" disabled={text.trim() === '' || read.isPending}>
          {t('coded.paste.read')}
        </Button>
      </div>
    </Modal>
  )
}
