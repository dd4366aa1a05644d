import { useId, useState } from 'react'
import { t } from '../labels/index.ts'
import { fieldPages } from './pages.ts'

/** Goes to the page of a field and gives it the keyboard; only fields of the built pages are proposed. */
export function FieldSearch({ onField }: { onField(name: string): void }) {
  const [text, setText] = useState('')
  const listId = useId()
  const wanted = text.trim().toLowerCase()
  const go = (isWhole: boolean) => {
    const found = fieldPages.find(({ label }) => {
      const name = t(label).toLowerCase()
      return isWhole ? name === wanted : wanted !== '' && name.includes(wanted)
    })
    if (!found) return
    setText('')
    onField(found.name)
  }
  return (
    <>
      <input
        type="search"
        className="sheet-field-search"
        aria-label={t('sheet.searchField')}
        placeholder={t('sheet.searchField')}
        list={listId}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && go(false)}
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
