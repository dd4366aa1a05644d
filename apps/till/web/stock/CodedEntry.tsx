import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import type { PastedRow } from '../../src/stock/wire.ts'
import { t } from '../labels/index.ts'
import type { ApiFailure } from '../lib/api.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/fields.tsx'
import { PasteDialog } from './PasteDialog.tsx'
import { readPaste } from './queries.ts'

/** A row that names an article and a quantity. */
export interface CodedLine {
  idart: number
  definition: string
  code: string
  milli: number
  /** As typed. */
  quantity: string
}

export const lineOf = ({ article, code, milli, quantity }: PastedRow): CodedLine[] =>
  article && milli !== null ? [{ ...article, code, milli, quantity }] : []

const blank = { code: '', quantity: '' }

/** One code and quantity at a time, Enter adds; or two columns of a spreadsheet at once (contract, kezia D63). */
export function CodedEntry({ onAdd }: { onAdd(lines: CodedLine[]): void }) {
  const [typed, setTyped] = useState(blank)
  const [isPasting, setIsPasting] = useState(false)
  const code = useRef<HTMLFormElement>(null)
  const read = useMutation<PastedRow[], ApiFailure, typeof blank>({
    mutationFn: ({ code, quantity }) => readPaste(`${code}\t${quantity}`),
    onSuccess: ([row]) => {
      if (!row || row.problem !== null) return
      onAdd(lineOf(row))
      setTyped(blank)
      code.current?.querySelector('input')?.focus()
    },
  })
  const problem = read.data?.[0]?.problem ?? read.error?.message
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (typed.code.trim() !== '') read.mutate(typed)
  }
  const change = (next: Partial<typeof blank>) => {
    setTyped((before) => ({ ...before, ...next }))
    read.reset()
  }
  return (
    <>
      <form ref={code} className="coded-entry" onSubmit={submit}>
        <TextField
          label={t('coded.code')}
          value={typed.code}
          error={problem ?? undefined}
          onChange={(next) => change({ code: next })}
        />
        <TextField
          label={t('coded.quantity')}
          className="number"
          inputMode="decimal"
          value={typed.quantity}
          onChange={(next) => change({ quantity: next })}
        />
        <Button type="submit" disabled={read.isPending}>
          {t('coded.add')}
        </Button>
        <span className="spacer" />
        <Button onClick={() => setIsPasting(true)}>{t('coded.paste')}</Button>
      </form>
      {isPasting && <PasteDialog onAdd={onAdd} onClose={() => setIsPasting(false)} />}
    </>
  )
}
