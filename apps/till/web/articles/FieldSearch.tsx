import { type KeyboardEvent, useId, useState } from 'react'
import { searchKey } from '../../src/platform/text.ts'
import { t } from '../labels/index.ts'
import { fieldPages } from './pages.ts'

/** Opens the page of a field and focuses it. Only fields of the built pages are proposed. */
export function FieldSearch({ onField }: { onField(name: string): void }) {
  const [text, setText] = useState('')
  const listId = useId()
  const wanted = searchKey(text)
  const go = (isWhole: boolean) => {
    const fits = (test: (name: string) => boolean) =>
      fieldPages.find(({ label }) => test(searchKey(t(label))))
    const whole = fits((name) => name === wanted)
    const part = () => fits((name) => name.startsWith(wanted)) ?? fits((name) => name.includes(wanted))
    const found = isWhole || wanted === '' ? whole : (whole ?? part())
    if (!found) return
    setText('')
    onField(found.name)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return
    // Keeps this Enter from the sheet, which would save.
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
