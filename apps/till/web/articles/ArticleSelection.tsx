import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { t } from '../labels/index.ts'
import { Button } from '../ui/Button.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { useWindows } from '../windows/manager.tsx'
import type { WindowProps } from '../windows/types.ts'
import { pick } from './picking.ts'
import { loadPreferences, type SelectionPreferences, savePreferences } from './preferences.ts'
import { type ArticleSearch, articlesQuery } from './queries.ts'
import { SelectionFilters } from './SelectionFilters.tsx'
import { SelectionGrid } from './SelectionGrid.tsx'
import { SelectionSearch } from './SelectionSearch.tsx'
import { SelectionSide } from './SelectionSide.tsx'

/**
 * W-15. Opened with `pick`, it passes the chosen article to the window below instead of opening its sheet.
 */
export function ArticleSelection({ params, close }: WindowProps) {
  const { open } = useWindows()
  const [preferences, setPreferences] = useState(loadPreferences)
  const [search, setSearch] = useState<ArticleSearch>(() => ({
    definition: typeof params.definition === 'string' ? params.definition : '',
    match: 'contains',
    code: '',
    codeKind: preferences.focus === 'code' ? 'internal' : 'idart',
    rayonId: '',
    familleId: '',
    sousFamilleId: '',
    sort: preferences.sort,
    isForSale: params.pick === undefined ? '' : '1',
  }))
  const [chosen, setChosen] = useState<number>()
  const [isEntering, setEntering] = useState(false)
  const holder = useRef<HTMLDivElement>(null)
  const query = useQuery(articlesQuery(search))
  const lines = query.data?.lines ?? []
  // Until the user chooses, the first line is selected.
  const selected = lines.find(({ idart }) => idart === chosen)?.idart ?? lines[0]?.idart

  const refine = (change: Partial<ArticleSearch>) => {
    setEntering(false)
    setSearch((before) => ({ ...before, ...change }))
  }
  const prefer = (change: Partial<SelectionPreferences>) => {
    const next = { ...preferences, ...change }
    setPreferences(next)
    savePreferences(next)
    if (change.sort) refine({ sort: change.sort })
  }
  const openSheet = (idart: number | undefined) => idart !== undefined && open('article-sheet', { idart })
  const choose = (idart: number | undefined) => {
    if (params.pick === undefined) return openSheet(idart)
    if (idart === undefined) return
    pick(idart)
    close()
  }

  const enterGrid = () =>
    holder.current?.querySelector<HTMLElement>('[role="grid"] tbody tr[tabindex="0"]')?.focus()
  // The list on screen may still be the answer to an earlier search: Enter waits for the current one.
  const isAnswered = query.data !== undefined && !query.isPlaceholderData
  useEffect(() => {
    if (!isEntering || !isAnswered) return
    setEntering(false)
    if (params.pick === undefined) enterGrid()
    else choose(selected)
  })

  return (
    <div className="selection" ref={holder}>
      <SelectionSearch
        focus={preferences.focus}
        search={search}
        onSearch={refine}
        onEnter={() => setEntering(true)}
        onDown={enterGrid}
      />
      <SelectionFilters search={search} onSearch={refine} />
      <SelectionSide preferences={preferences} onPrefer={prefer} />
      <Loaded query={query}>
        {(page) => (
          <SelectionGrid
            page={page}
            columns={preferences.columns}
            selected={selected}
            onSelect={setChosen}
            onOpen={choose}
          />
        )}
      </Loaded>
      <div className="window-buttons selection-buttons">
        <Button disabled={selected === undefined} onClick={() => openSheet(selected)}>
          {t('selection.view')}
        </Button>
        <Button onClick={() => open('article-sheet')}>{t('selection.create')}</Button>
        <Button disabled={selected === undefined} onClick={() => open('article-sheet', { copyOf: selected })}>
          {t('selection.duplicate')}
        </Button>
        <span className="spacer" />
        <Button look="primary" disabled={selected === undefined} onClick={() => choose(selected)}>
          {t('selection.ok')}
        </Button>
        <Button onClick={close}>{t('selection.quit')}</Button>
      </div>
    </div>
  )
}
