import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type KeyboardEvent, useState } from 'react'
import type { MenuSheet } from '../../src/menus/wire.ts'
import { t } from '../labels/index.ts'
import { type ApiFailure, api } from '../lib/api.ts'
import { shopQuery } from '../lib/queries.ts'
import { Button } from '../ui/Button.tsx'
import { useConfirm } from '../ui/confirm.tsx'
import { DataGrid } from '../ui/DataGrid.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { useNotify } from '../ui/notices.tsx'
import { useConfirmDiscard } from '../ui/useConfirmDiscard.ts'
import { useCloseGuard, useWindows } from '../windows/manager.tsx'
import type { WindowProps } from '../windows/types.ts'
import { useMenusClosed } from './closed.ts'
import { menuColumns } from './columns.tsx'
import { MenuDialog } from './MenuDialog.tsx'
import { MenusClosed } from './MenusClosed.tsx'
import { menuListQuery } from './queries.ts'

/** «Liste des Menus» (contract, kezia W-17). */
export function MenuList({ close }: WindowProps) {
  const reason = useMenusClosed()
  const query = useQuery(menuListQuery)
  if (reason) return <MenusClosed reason={reason} />
  return <Loaded query={query}>{(menus) => <List menus={menus} close={close} />}</Loaded>
}

function List({ menus, close }: { menus: MenuSheet[]; close(): void }) {
  const { open } = useWindows()
  const queryClient = useQueryClient()
  const confirm = useConfirm()
  const notify = useNotify()
  const currency = useQuery(shopQuery).data?.currency ?? 'EUR'
  const [chosen, setChosen] = useState<number>()
  const [edited, setEdited] = useState<MenuSheet | 'new'>()
  const [isSearchFirst, setSearchFirst] = useState(false)
  // Only while it differs from what is stored.
  const [order, setOrder] = useState<number[]>()
  useCloseGuard(useConfirmDiscard(order !== undefined))

  const shown = order ? inOrder(menus, order) : menus
  const selected = shown.find(({ id }) => id === chosen) ?? shown[0]
  const place = selected ? shown.indexOf(selected) : -1
  const move = (to: number) => {
    const ids = shown.map(({ id }) => id)
    setOrder(ids.toSpliced(place, 1).toSpliced(to, 0, ids[place]!))
    setChosen(ids[place])
  }
  const refresh = () => {
    setOrder(undefined)
    void queryClient.invalidateQueries({ queryKey: ['menus'] })
  }
  const failed = (failure: ApiFailure) => notify(failure.message, 'failed')
  const saveRang = useMutation<MenuSheet[], ApiFailure>({
    mutationFn: () => api.put<MenuSheet[]>('/menus/rang', { ids: shown.map(({ id }) => id) }),
    onSuccess: (saved) => {
      queryClient.setQueryData(menuListQuery.queryKey, saved)
      setOrder(undefined)
      notify(t('menus.rangSaved'))
    },
    onError: failed,
  })
  const remove = useMutation<void, ApiFailure, MenuSheet>({
    mutationFn: ({ id }) => api.delete(`/menus/${id}`),
    onSuccess: (_, { name }) => {
      notify(t('menus.removed', { name }))
      refresh()
    },
    onError: failed,
  })
  async function askAndRemove(menu: MenuSheet) {
    const agreed = await confirm({
      title: t('menus.remove.title'),
      message: t('menus.remove.message', { name: menu.name }),
      action: t('menus.remove.action'),
    })
    if (agreed) remove.mutate(menu)
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'F2' || edited || !selected) return
    // Not the F2 of the whole till: the column says what it searches here.
    event.preventDefault()
    event.stopPropagation()
    setSearchFirst(true)
    setEdited(selected)
  }
  const square = (label: string, symbol: string, onClick: () => void, disabled = false) => (
    <Button
      className="button button-square"
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onClick}
    >
      {symbol}
    </Button>
  )
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a key that works anywhere in the window
    <div className="menu-list" onKeyDown={onKeyDown}>
      <div className="window-buttons">
        <Button disabled={order === undefined || saveRang.isPending} onClick={() => saveRang.mutate()}>
          {t('menus.saveRang')}
        </Button>
        {square(t('menus.up'), '↑', () => move(place - 1), place < 1)}
        {square(t('menus.down'), '↓', () => move(place + 1), place === -1 || place === shown.length - 1)}
        {square(t('menus.refresh'), '⟳', refresh)}
        {square(t('menus.remove'), '−', () => selected && void askAndRemove(selected), !selected)}
        {square(t('menus.add'), '+', () => setEdited('new'))}
        <span className="spacer" />
        <Button disabled={!selected} onClick={() => setEdited(selected)}>
          {t('menus.edit')}
        </Button>
        <Button disabled={!selected} onClick={() => selected && open('deal-letters', { menu: selected.id })}>
          {t('letters.title')}
        </Button>
        <Button onClick={close}>{t('menus.quit')}</Button>
      </div>
      <p className="warning">{t('menus.warning')}</p>
      <DataGrid
        label={t('menus.title')}
        columns={menuColumns(currency)}
        rows={shown}
        rowKey={({ id }) => id}
        selected={selected?.id}
        onSelect={({ id }) => setChosen(id)}
        onOpen={(menu) => setEdited(menu)}
        empty={t('menus.none')}
      />
      <p className="help" role="status">
        {selected && emptyLetters(selected)}
      </p>
      {edited && (
        <MenuDialog
          menu={edited === 'new' ? undefined : edited}
          isSearchFirst={isSearchFirst}
          onClose={() => {
            setEdited(undefined)
            setSearchFirst(false)
          }}
          onSaved={({ id }) => setChosen(id)}
        />
      )}
    </div>
  )
}

/** The menus as ordered here; one that came meanwhile stands at the end. */
function inOrder(menus: MenuSheet[], ids: number[]): MenuSheet[] {
  const placeOf = ({ id }: MenuSheet) => (ids.includes(id) ? ids.indexOf(id) : ids.length)
  return menus
    .toSorted((a, b) => placeOf(a) - placeOf(b))
    .map((menu, index) => ({ ...menu, rang: index + 1 }))
}

function emptyLetters({ letters }: MenuSheet): string {
  const empty = letters.filter(({ choices }) => choices.length === 0)
  if (empty.length === 0) return ''
  return t('menus.incomplete', {
    letters: empty.map(({ letter, label }) => `${letter} (${label})`).join(', '),
  })
}
