import { useMutation } from '@tanstack/react-query'
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { PastedRow } from '../../src/stock/wire.ts'
import { ArticleChoice } from '../articles/ArticleChoice.tsx'
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
  const [dialog, setDialog] = useState<'paste' | 'search'>()
  const form = useRef<HTMLFormElement>(null)
  const focusOn = (field: number) => form.current?.querySelectorAll('input')[field]?.focus()
  const read = useMutation<PastedRow[], ApiFailure, typeof blank>({
    mutationFn: ({ code, quantity }) => readPaste(`${code}\t${quantity}`),
    onSuccess: ([row]) => {
      if (!row || row.problem !== null) return
      onAdd(lineOf(row))
      setTyped(blank)
      focusOn(0)
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
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'F2') return
    // Not the F2 of the whole till: the article is for this line.
    event.preventDefault()
    event.stopPropagation()
    setDialog('search')
  }
  return (
    <>
      <form ref={form} className="coded-entry" onSubmit={submit}>
        <TextField
          label={t('coded.code')}
          value={typed.code}
          error={problem ?? undefined}
          onChange={(next) => change({ code: next })}
          onKeyDown={onKeyDown}
        />
        <Button onClick={() => setDialog('search')}>{t('menus.search')}</Button>
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
        <Button onClick={() => setDialog('paste')}>{t('coded.paste')}</Button>
      </form>
      {dialog === 'paste' && <PasteDialog onAdd={onAdd} onClose={() => setDialog(undefined)} />}
      {dialog === 'search' && (
        <ArticleChoice
          title={t('coded.search.title')}
          onClose={() => setDialog(undefined)}
          onChoose={({ idart }) => {
            change({ code: String(idart) })
            // Nothing else can have the keyboard while the dialog is there.
            flushSync(() => setDialog(undefined))
            focusOn(1)
          }}
        />
      )}
    </>
  )
}
