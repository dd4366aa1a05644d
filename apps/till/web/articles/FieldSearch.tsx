import { type KeyboardEvent, useId, useState } from 'react'
import { searchKey } from '../../src/platform/text.ts'
import { t } from '../labels/index.ts'
import { fieldPages } from './pages.ts'

/** Goes to the page of a field and gives it the keyboard; only fields of the built pages are proposed. */
export function FieldSearch({ onField }: { onField(name: string): void }) {
  const [text, setText] = useState('')
  const listId = useId()
  const wanted = searchKey(text)
  const go = (isWhole: boolean) => {
    const found = fieldPages.find(({ label }) => {
      const name = searchKey(t(label))
      return isWhole ? name === wanted : wanted !== '' && name.includes(wanted)
    })
    if (!found) return
    setText('')
    onField(found.name)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    // Not the Enter of the fiche, which saves it.
    event.preventDefault()
    go(false)
  }
  return (
    <>
      <input
        type="search"
        className="sheet-field-search"
        aria-label={t('sheet.searchField')}
        placeholder={t('sheet.searchField')}
        title={t('sheet.searchField.key')}
        list={listId}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
        onBlur={() => go(true)}
      />
      <datalist id={listId}>
        {fieldPages.map(({ name, label }) => (
          <option key={name} value={t(label)} />
        ))}
      </datalist>
    </>
  )
}
