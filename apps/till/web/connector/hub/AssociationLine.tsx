import { useState } from 'react'
import type { AssociationRow, Associations } from '../../../src/connector/catalog/wire.ts'
import { t } from '../../labels/index.ts'

interface AssociationLineProps {
  row: AssociationRow
  /** Chosen but not validated; undefined when nothing was chosen, null for no article. */
  pending: number | null | undefined
  articles: Associations['articles']
  onChoose(idart: number | null): void
}

export function AssociationLine({ row, pending, articles, onChoose }: AssociationLineProps) {
  // A thousand rows of a thousand articles would be a million options: a list is filled on focus or hover.
  const [isOpen, setIsOpen] = useState(false)
  const idart = pending === undefined ? row.idart : pending
  const choices = isOpen ? articles : articles.filter((article) => article.idart === idart)
  const state = pending !== undefined ? 'pending' : row.idart === null ? 'none' : 'done'
  return (
    <tr>
      <td>{row.ref}</td>
      <td>{row.name}</td>
      <td>
        <select
          aria-label={t('maintenance.association.choose', { ref: row.ref })}
          value={idart ?? ''}
          onFocus={() => setIsOpen(true)}
          onPointerEnter={() => setIsOpen(true)}
          onChange={({ target }) => onChoose(target.value === '' ? null : Number(target.value))}
        >
          <option value="">{t('maintenance.association.noArticle')}</option>
          {choices.map((article) => (
            <option key={article.idart} value={article.idart}>
              {article.definition}
            </option>
          ))}
        </select>
      </td>
      <td>{idart ?? ''}</td>
      <td>
        <span className={`association-state association-${state}`}>
          {t(`maintenance.association.${state}`)}
        </span>
      </td>
    </tr>
  )
}
