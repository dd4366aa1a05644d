import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type KeyboardEvent, useRef, useState } from 'react'
import type { ArticleLine, ArticlePage } from '../../src/articles/wire.ts'
import { t } from '../labels/index.ts'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/fields.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { Modal } from '../ui/Modal.tsx'
import { articlesQuery } from './queries.ts'

const mostShown = 50

interface ArticleChoiceProps {
  title: string
  /** IDARTs left out of the list. */
  without?: number[]
  /** False where an «Article Option» is not accepted. */
  hasOptions?: boolean
  onChoose(article: ArticleLine): void
  onClose(): void
}

/** F2 in a field: finds an article by part of its name. Enter takes the first one, arrows move to another. */
export function ArticleChoice(props: ArticleChoiceProps) {
  const { title, without = [], hasOptions = true, onChoose, onClose } = props
  const [definition, setDefinition] = useState('')
  const queryClient = useQueryClient()
  const body = useRef<HTMLDivElement>(null)
  const query = articlesQuery({
    definition,
    match: 'contains',
    code: '',
    codeKind: 'idart',
    rayonId: '',
    familleId: '',
    sousFamilleId: '',
    sort: 'definition',
    isForSale: '',
  })
  const found = useQuery(query)
  const proposed = ({ lines }: ArticlePage) =>
    lines
      .filter(({ idart, isOption }) => !without.includes(idart) && (hasOptions || !isOption))
      .slice(0, mostShown)
  // The list on screen may still be the answer to an earlier search: Enter waits for the current one.
  const takeFirst = useMutation<ArticlePage, Error>({
    mutationFn: () => queryClient.ensureQueryData(query),
    onSuccess: (page) => {
      const [first] = proposed(page)
      if (first) onChoose(first)
    },
  })
  return (
    <Modal title={title} onClose={onClose} onSubmit={() => takeFirst.mutate()}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows go through what is focusable in it */}
      <div className="article-search" ref={body} onKeyDown={(event) => moveThrough(event, body.current)}>
        <TextField label={t('order.search')} value={definition} onChange={setDefinition} autoFocus />
        <Loaded query={found}>{(page) => <Proposed lines={proposed(page)} onChoose={onChoose} />}</Loaded>
      </div>
      <div className="confirm-buttons">
        <Button onClick={onClose}>{t('app.cancel')}</Button>
      </div>
    </Modal>
  )
}

const Proposed = ({ lines, onChoose }: { lines: ArticleLine[] } & Pick<ArticleChoiceProps, 'onChoose'>) =>
  lines.length === 0 ? (
    <p>{t('order.noArticle')}</p>
  ) : (
    <ul className="article-choices">
      {lines.map((article) => (
        <li key={article.idart}>
          <Button onClick={() => onChoose(article)}>{article.definition}</Button>
        </li>
      ))}
    </ul>
  )

const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 }

function moveThrough(event: KeyboardEvent, body: HTMLElement | null): void {
  const step = steps[event.key]
  if (step === undefined) return
  event.preventDefault()
  const places = [...(body?.querySelectorAll<HTMLElement>('input, button') ?? [])]
  const at = places.indexOf(document.activeElement as HTMLElement)
  places[Math.min(Math.max(at + step, 0), places.length - 1)]?.focus()
}
