import { type FormEvent, useEffect, useRef, useState } from 'react'
import { t } from '../labels/index.ts'
import { Button } from '../ui/Button.tsx'
import { Radios } from '../ui/fields.tsx'
import type { ArticleSearch } from './queries.ts'

interface SelectionSearchProps {
  focus: 'designation' | 'code'
  search: ArticleSearch
  onSearch(change: Partial<ArticleSearch>): void
  /** Enter on a search that was run already. */
  onEnter?: (() => void) | undefined
}

/** The typed part of the search: «Rech.» or Enter runs it. */
export function SelectionSearch({ focus, search, onSearch, onEnter }: SelectionSearchProps) {
  const [definition, setDefinition] = useState(search.definition)
  const [code, setCode] = useState(search.code)
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus(), [])
  const run = (event: FormEvent) => {
    event.preventDefault()
    if (onEnter && definition === search.definition && code === search.code) onEnter()
    else onSearch({ definition, code })
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
          value={definition}
          onChange={(event) => setDefinition(event.target.value)}
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
          value={code}
          onChange={(event) => setCode(event.target.value)}
        />
      </Radios>
      <Button type="submit" look="primary">
        {t('selection.search')}
      </Button>
    </form>
  )
}
