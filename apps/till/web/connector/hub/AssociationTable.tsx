import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { AssociationRow, Associations } from '../../../src/connector/catalog/wire.ts'
import { t } from '../../labels/index.ts'
import { type ApiFailure, api } from '../../lib/api.ts'
import { Button } from '../../ui/Button.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { useNotify } from '../../ui/notices.tsx'
import { associationsQuery } from '../queries.ts'
import { AssociationLine } from './AssociationLine.tsx'

/**
 * Maps each ref of the hub to an article. A choice has no effect until «Valider» (contract, kezia R-M1, D14).
 */
export function AssociationTable() {
  const query = useQuery(associationsQuery)
  return <Loaded query={query}>{(associations) => <Table associations={associations} />}</Loaded>
}

function Table({ associations: { rows, articles } }: { associations: Associations }) {
  const queryClient = useQueryClient()
  const notify = useNotify()
  /** Choices not validated yet, by ref; null means no article. */
  const [pending, setPending] = useState<ReadonlyMap<string, number | null>>(new Map())
  const choose = ({ ref, idart }: AssociationRow, chosen: number | null) => {
    const next = new Map(pending)
    if (chosen === idart) next.delete(ref)
    else next.set(ref, chosen)
    setPending(next)
  }
  const fill = () => {
    const proposals = rows.flatMap(({ ref, proposal }) =>
      proposal === null || pending.has(ref) ? [] : [[ref, proposal] as const],
    )
    setPending(new Map([...pending, ...proposals]))
    const count = proposals.length
    const amount = count === 0 ? 'none' : count === 1 ? 'one' : 'other'
    notify(t(`maintenance.association.filled.${amount}`, { count }))
  }
  const validate = useMutation<Associations, ApiFailure>({
    mutationFn: () =>
      api.put('/hub/associations', {
        associations: [...pending].map(([ref, idart]) => ({ ref, idart })),
      }),
    onSuccess: (saved) => {
      queryClient.setQueryData(associationsQuery.queryKey, saved)
      setPending(new Map())
      notify(t('maintenance.association.validated'))
    },
    onError: (failure) => notify(failure.message, 'failed'),
  })
  if (rows.length === 0) return <p className="state">{t('maintenance.association.empty')}</p>
  return (
    <>
      <div className="association-holder">
        <table className="grid" aria-label={t('maintenance.articles')}>
          <thead>
            <tr>
              <th scope="col">{t('maintenance.code')}</th>
              <th scope="col">{t('maintenance.hubArticle')}</th>
              <th scope="col">{t('maintenance.ownArticle')}</th>
              <th scope="col">{t('maintenance.idart')}</th>
              <th scope="col">{t('maintenance.association.state')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <AssociationLine
                key={row.ref}
                row={row}
                pending={pending.get(row.ref)}
                articles={articles}
                onChoose={(idart) => choose(row, idart)}
              />
            ))}
          </tbody>
        </table>
      </div>
      <div className="window-buttons">
        <Button onClick={fill}>{t('maintenance.fill')}</Button>
        <Button onClick={() => void queryClient.invalidateQueries(associationsQuery)}>
          {t('maintenance.refresh')}
        </Button>
        <span className="spacer" />
        <Button disabled={pending.size === 0} onClick={() => setPending(new Map())}>
          {t('maintenance.cancel')}
        </Button>
        <Button
          look="primary"
          disabled={pending.size === 0 || validate.isPending}
          onClick={() => validate.mutate()}
        >
          {t('maintenance.validate')}
        </Button>
      </div>
    </>
  )
}
