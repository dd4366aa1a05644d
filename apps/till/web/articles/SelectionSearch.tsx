import { type FormEvent, type KeyboardEvent, useEffect, useRef } from 'react'
import { t } from '../labels/index.ts'
import { Button } from '../ui/Button.tsx'
import { Radios } from '../ui/fields.tsx'
import type { ArticleSearch } from './queries.ts'

interface SelectionSearchProps {
  focus: 'designation' | 'code'
  search: ArticleSearch
  onSearch(change: Partial<ArticleSearch>): void
  /** «Rech.», or Enter. */
  onEnter(): void
  /** The down arrow. */
  onDown(): void
}

/** The search fields. The list updates at each key. */
export function SelectionSearch({ focus, search, onSearch, onEnter, onDown }: SelectionSearchProps) {
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus(), [])
  const run = (event: FormEvent) => {
    event.preventDefault()
    onEnter()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown') return
    event.preventDefault()
    onDown()
  }
  const unavailable = { isDisabled: true, title: t('app.unavailable') }
  return (
    <form className="selection-search" onSubmit={run}>
      <Radios
        legend={t('selection.designation')}
        value={search.match}
        onChange={(match) => onSearch({ match })}
        choices={[
          { value: 'contains', label: t('selection.contains') },
          { value: 'starts', label: t('selection.starts') },
          { value: 'same', label: t('selection.same') },
        ]}
      >
        <input
          ref={focus === 'designation' ? first : undefined}
          aria-label={t('selection.designation')}
          autoComplete="off"
          value={search.definition}
          onChange={({ target }) => onSearch({ definition: target.value })}
          onKeyDown={onKeyDown}
        />
      </Radios>
      <Radios
        legend={t('selection.multi')}
        value={search.codeKind as string}
        onChange={(codeKind) => onSearch({ codeKind: codeKind as ArticleSearch['codeKind'] })}
        choices={[
          { value: 'supplier', label: t('selection.multi.supplier'), ...unavailable },
          { value: 'internal', label: t('selection.multi.code') },
          { value: 'idart', label: t('selection.multi.idart') },
          { value: 'sale', label: t('selection.multi.multicode') },
        ]}
      >
        <input
          ref={focus === 'code' ? first : undefined}
          aria-label={t('selection.multi')}
          autoComplete="off"
          value={search.code}
          onChange={({ target }) => onSearch({ code: target.value })}
          onKeyDown={onKeyDown}
        />
      </Radios>
      <Button type="submit" look="primary">
        {t('selection.search')}
      </Button>
    </form>
  )
}
