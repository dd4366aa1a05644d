import { formatTypedAmount } from '@hub/money'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type KeyboardEvent, useState } from 'react'
import type { MenuForm, MenuSheet } from '../../src/menus/wire.ts'
import { ArticleChoice } from '../articles/ArticleChoice.tsx'
import { articleQuery } from '../articles/queries.ts'
import { t } from '../labels/index.ts'
import { type ApiFailure, api } from '../lib/api.ts'
import { formatRate } from '../lib/format.ts'
import { Button } from '../ui/Button.tsx'
import { useConfirm } from '../ui/confirm.tsx'
import { TextField } from '../ui/fields.tsx'
import { Modal } from '../ui/Modal.tsx'
import { useNotify } from '../ui/notices.tsx'
import { isPercent } from './columns.tsx'

interface MenuDialogProps {
  /** Undefined for a new one. */
  menu: MenuSheet | undefined
  /** Opens the search of its article at once: F2 in the list. */
  isSearchFirst?: boolean
  onClose(): void
  onSaved(menu: MenuSheet): void
}

type Typed = Record<'name' | 'compo' | 'idart' | 'discountPercent' | 'price', string>

const typedOf = (menu: MenuSheet | undefined): Typed => ({
  name: menu?.name ?? '',
  compo: menu?.compo ?? '',
  idart: menu ? String(menu.idart) : '',
  discountPercent: menu && isPercent(menu.discountPercent) ? formatRate(menu.discountPercent) : '',
  price: menu?.priceCents ? formatTypedAmount(menu.priceCents) : '',
})

/** One row of the list. */
export function MenuDialog({ menu, isSearchFirst = false, onClose, onSaved }: MenuDialogProps) {
  const [typed, setTyped] = useState(() => typedOf(menu))
  const [isSearching, setSearching] = useState(isSearchFirst)
  const queryClient = useQueryClient()
  const confirm = useConfirm()
  const notify = useNotify()
  const isNumber = /^\d{1,12}$/.test(typed.idart)
  const article = useQuery({ ...articleQuery(Number(typed.idart)), enabled: isNumber }).data?.article
  const save = useMutation<MenuSheet, ApiFailure>({
    mutationFn: () => {
      // What is no number is sent as it is, for the till to refuse beside its field.
      const idart =
        typed.idart === '' ? null : isNumber ? Number(typed.idart) : (typed.idart as unknown as number)
      const form: MenuForm = { ...typed, idart, ...(menu && { revision: menu.revision }) }
      return menu ? api.put<MenuSheet>(`/menus/${menu.id}`, form) : api.post<MenuSheet>('/menus', form)
    },
    onSuccess: (saved) => {
      void queryClient.invalidateQueries({ queryKey: ['menus'] })
      notify(t('menus.saved', { name: saved.name }))
      onSaved(saved)
      onClose()
    },
  })
  async function askAndSave() {
    const lost = lostLetters(menu, typed.compo)
    const agreed =
      lost.length === 0 ||
      (await confirm({
        title: t('menus.lost.title'),
        message: t('menus.lost.message', { letters: lost.join(', ') }),
        action: t('menus.lost.action'),
      }))
    if (agreed) save.mutate()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'F2') return
    event.preventDefault()
    setSearching(true)
  }
  const { error } = save
  const field = (name: keyof Typed) => (
    <TextField
      label={t(`menus.grid.${name}`)}
      value={typed[name]}
      error={error?.fields[name]}
      autoFocus={name === 'name'}
      inputMode={name === 'name' || name === 'compo' ? 'text' : 'decimal'}
      onChange={(text) => setTyped((before) => ({ ...before, [name]: text }))}
      onKeyDown={name === 'idart' ? onKeyDown : undefined}
    />
  )
  return (
    <>
      <Modal title={menu?.name ?? t('menus.add')} onClose={onClose} onSubmit={() => void askAndSave()}>
        {field('name')}
        {field('compo')}
        <p className="help">{t('menus.warning')}</p>
        <div className="menu-article">
          {field('idart')}
          <Button onClick={() => setSearching(true)}>{t('menus.search')}</Button>
          <TextField
            label={t('menus.grid.definition')}
            value={article?.definition ?? ''}
            readOnly
            onChange={() => {}}
            onKeyDown={onKeyDown}
          />
        </div>
        {field('discountPercent')}
        {field('price')}
        {error && Object.keys(error.fields).length === 0 && (
          <p className="field-error" role="alert">
            {error.message}
          </p>
        )}
        <div className="confirm-buttons">
          <Button onClick={onClose}>{t('app.cancel')}</Button>
          <Button type="submit" look="primary" disabled={save.isPending}>
            {t('menus.save')}
          </Button>
        </div>
      </Modal>
      {isSearching && (
        <ArticleChoice
          title={t('menus.search.title')}
          hasOptions={false}
          onClose={() => setSearching(false)}
          onChoose={({ idart }) => {
            setTyped((before) => ({ ...before, idart: String(idart) }))
            setSearching(false)
          }}
        />
      )}
    </>
  )
}

/** Letters that leave «Compo» with articles under them. */
const lostLetters = (menu: MenuSheet | undefined, compo: string): string[] =>
  (menu?.letters ?? [])
    .filter(({ letter, choices }) => choices.length > 0 && !compo.toUpperCase().includes(letter))
    .map(({ letter, label }) => `${letter} (${label})`)
