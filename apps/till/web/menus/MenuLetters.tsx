import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { ArticlePage } from '../../src/articles/wire.ts'
import type { MenuSheet } from '../../src/menus/wire.ts'
import { ArticleChoice } from '../articles/ArticleChoice.tsx'
import { rayonArticlesQuery } from '../articles/queries.ts'
import { isSingular, t } from '../labels/index.ts'
import { type ApiFailure, api } from '../lib/api.ts'
import { Button } from '../ui/Button.tsx'
import { SelectField } from '../ui/fields.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { useNotify } from '../ui/notices.tsx'
import { useConfirmDiscard } from '../ui/useConfirmDiscard.ts'
import { useCloseGuard, useWindows } from '../windows/manager.tsx'
import type { WindowProps } from '../windows/types.ts'
import { useMenusClosed } from './closed.ts'
import { LetterFields } from './LetterFields.tsx'
import { lettersForm, type TypedLetter, typedLetters } from './letterValues.ts'
import { MenusClosed } from './MenusClosed.tsx'
import { menuListQuery } from './queries.ts'

/** «Gestion des menus» (contract, kezia D23). */
export function MenuLetters({ params, setParams, close }: WindowProps) {
  const { open } = useWindows()
  const reason = useMenusClosed()
  const query = useQuery(menuListQuery)
  if (reason) return <MenusClosed reason={reason} />
  return (
    <Loaded query={query}>
      {(menus) => {
        const menu = menus.find(({ id }) => id === params.menu) ?? menus[0]
        if (menu)
          return (
            <Letters
              key={menu.id}
              menu={menu}
              menus={menus}
              onMenu={(id) => setParams({ menu: id })}
              close={close}
            />
          )
        return (
          <div className="state">
            <p>{t('menus.none')}</p>
            <Button onClick={() => open('deals')}>{t('menus.title')}</Button>
          </div>
        )
      }}
    </Loaded>
  )
}

interface LettersProps {
  menu: MenuSheet
  menus: MenuSheet[]
  onMenu(id: number): void
  close(): void
}

function Letters({ menu, menus, onMenu, close }: LettersProps) {
  const [typed, setTyped] = useState<TypedLetter[]>()
  // Of the menu as it was when typing began: the till refuses to overwrite what changed since.
  const [revision, setRevision] = useState(menu.revision)
  const queryClient = useQueryClient()
  const notify = useNotify()
  const confirmDiscard = useConfirmDiscard(typed !== undefined)
  useCloseGuard(confirmDiscard)
  const letters = typed ?? typedLetters(menu)
  const [searching, setSearching] = useState<number>()
  const searched = searching === undefined ? undefined : letters[searching]
  const save = useMutation<MenuSheet, ApiFailure>({
    mutationFn: () =>
      api.put<MenuSheet>(`/menus/${menu.id}/letters`, lettersForm(letters, typed ? revision : menu.revision)),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['menus'] })
      setTyped(undefined)
      notify(t('letters.saved', { name: menu.name }))
    },
    onError: (failure) => notify(failure.message, 'failed'),
  })
  const change = (index: number, next: Partial<TypedLetter>) => {
    if (!typed) setRevision(menu.revision)
    setTyped(letters.with(index, { ...letters[index]!, ...next }))
  }
  const addRayon = useMutation<ArticlePage, ApiFailure, { index: number; rayonId: string }>({
    mutationFn: ({ rayonId }) => queryClient.fetchQuery(rayonArticlesQuery(rayonId)),
    onSuccess: ({ lines }, { index }) => {
      const { choices } = letters[index]!
      const taken = new Set([menu.idart, ...choices.map(({ idart }) => idart)])
      const added = lines.filter((line) => !line.isOption && !line.isAbandoned && !taken.has(line.idart))
      const typedChoices = added.map(({ idart, definition }) => ({
        idart,
        definition,
        extra: '',
        isDefault: false,
      }))
      if (added.length > 0) change(index, { choices: [...choices, ...typedChoices] })
      notify(
        t(isSingular(added.length) ? 'letters.added.one' : 'letters.added.other', { count: added.length }),
      )
    },
    onError: (failure) => notify(failure.message, 'failed'),
  })
  async function show(id: number) {
    if (!confirmDiscard || (await confirmDiscard())) onMenu(id)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <>
      <form className="menu-letters" onSubmit={submit}>
        <SelectField
          label={t('letters.menu')}
          value={String(menu.id)}
          choices={menus.map(({ id, name, compo }) => ({ value: String(id), label: `${name} — ${compo}` }))}
          onChange={(id) => void show(Number(id))}
        />
        <div className="letters">
          {letters.map((letter, index) => (
            <LetterFields
              key={letter.letter}
              index={index}
              letter={letter}
              errors={save.error?.fields ?? {}}
              onChange={(next) => change(index, next)}
              onAdd={() => setSearching(index)}
              onAddRayon={(rayonId) => addRayon.mutate({ index, rayonId })}
            />
          ))}
        </div>
        <div className="window-buttons">
          <Button type="submit" look="primary" disabled={typed === undefined || save.isPending}>
            {t('menus.save')}
          </Button>
          <Button onClick={close}>{t('menus.quit')}</Button>
        </div>
      </form>
      {searching !== undefined && searched && (
        <ArticleChoice
          title={t('letters.search.title', { label: searched.label })}
          hasOptions={false}
          without={[menu.idart, ...searched.choices.map(({ idart }) => idart)]}
          onClose={() => setSearching(undefined)}
          onChoose={({ idart, definition }) => {
            change(searching, {
              choices: [...searched.choices, { idart, definition, extra: '', isDefault: false }],
            })
            setSearching(undefined)
          }}
        />
      )}
    </>
  )
}
