import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ArticleLine } from '../../../src/articles/wire.ts'
import { articlesQuery } from '../../articles/queries.ts'
import { t } from '../../labels/index.ts'
import { Button } from '../../ui/Button.tsx'
import { TextField } from '../../ui/fields.tsx'
import { Modal } from '../../ui/Modal.tsx'

const mostShown = 50

interface ArticlePickerProps {
  onChoose(article: ArticleLine): void
  onClose(): void
}

/** F2 in W-12: an article by a part of its name; Enter takes the first one. */
export function ArticlePicker({ onChoose, onClose }: ArticlePickerProps) {
  const [definition, setDefinition] = useState('')
  const { data } = useQuery(
    articlesQuery({
      definition,
      match: 'contains',
      code: '',
      codeKind: 'idart',
      rayonId: '',
      familleId: '',
      sousFamilleId: '',
      sort: 'definition',
    }),
  )
  const lines = data?.lines.slice(0, mostShown) ?? []
  const first = lines[0]
  return (
    <Modal title={t('order.choose')} onClose={onClose} onSubmit={() => first && onChoose(first)}>
      <TextField label={t('order.search')} value={definition} onChange={setDefinition} />
      <ul className="article-choices">
        {lines.map((article) => (
          <li key={article.idart}>
            <Button onClick={() => onChoose(article)}>{article.definition}</Button>
          </li>
        ))}
      </ul>
      {data && lines.length === 0 && <p>{t('order.noArticle')}</p>}
      <div className="confirm-buttons">
        <Button onClick={onClose}>{t('app.cancel')}</Button>
      </div>
    </Modal>
  )
}
