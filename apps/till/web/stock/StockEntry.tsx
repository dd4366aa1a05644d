import { useMutation } from '@tanstack/react-query'
import { useCallback, useState } from 'react'
import { formatQuantity } from '../articles/values.ts'
import { t } from '../labels/index.ts'
import { type ApiFailure, api } from '../lib/api.ts'
import { Button } from '../ui/Button.tsx'
import { useConfirm } from '../ui/confirm.tsx'
import { Radios, TextField } from '../ui/fields.tsx'
import { useNotify } from '../ui/notices.tsx'
import { useCloseGuard } from '../windows/manager.tsx'
import type { WindowProps } from '../windows/types.ts'
import { CodedEntry, type CodedLine } from './CodedEntry.tsx'

type Direction = 'in' | 'out'

/** «Entrée / sortie» of several articles at once, with one reason (contract, kezia §5.8). */
export function StockEntry({ close }: WindowProps) {
  const [direction, setDirection] = useState<Direction>('in')
  const [reason, setReason] = useState('')
  const [lines, setLines] = useState<CodedLine[]>([])
  const notify = useNotify()
  const save = useMutation<{ count: number }, ApiFailure>({
    mutationFn: () =>
      api.post('/stock/movements', {
        direction,
        reason,
        lines: lines.map(({ idart, quantity }) => ({ idart, quantity })),
      }),
    onSuccess: ({ count }) => {
      notify(t(count === 1 ? 'stockEntry.saved.one' : 'stockEntry.saved.other', { count }))
      setLines([])
      setReason('')
    },
    onError: (failure) => notify(failure.message, 'failed'),
  })
  useUnsavedGuard(lines.length > 0)
  const errors = save.error?.fields ?? {}
  return (
    <div className="stock-entry-window">
      <div className="stock-entry-head">
        <Radios
          legend={t('stockEntry.direction')}
          value={direction}
          onChange={(next) => setDirection(next)}
          choices={[
            { value: 'in', label: t('stockEntry.in') },
            { value: 'out', label: t('stockEntry.out') },
          ]}
        />
        <TextField
          label={t('stockEntry.reason')}
          value={reason}
          error={errors.reason}
          proposals={t(`stockEntry.reasons.${direction}`).split(';')}
          onChange={setReason}
        />
      </div>
      <CodedEntry onAdd={(added) => setLines((before) => merge(before, added))} />
      <EntryLines
        lines={lines}
        errors={errors}
        onRemove={(idart) => setLines((before) => before.filter((line) => line.idart !== idart))}
      />
      <div className="window-buttons">
        <Button onClick={close}>{t('stockState.quit')}</Button>
        <Button look="primary" disabled={lines.length === 0 || save.isPending} onClick={() => save.mutate()}>
          {t('stockEntry.save')}
        </Button>
      </div>
    </div>
  )
}

/** An article entered again replaces its line. */
const merge = (before: CodedLine[], added: CodedLine[]) => [
  ...before.filter(({ idart }) => !added.some((line) => line.idart === idart)),
  ...added,
]

interface EntryLinesProps {
  lines: CodedLine[]
  errors: Readonly<Record<string, string>>
  onRemove(idart: number): void
}

const EntryLines = ({ lines, errors, onRemove }: EntryLinesProps) => (
  <div className="grid-holder">
    <table className="grid" aria-label={t('stockEntry.lines')}>
      <thead>
        <tr>
          <th scope="col">{t('coded.code')}</th>
          <th scope="col">{t('stockState.definition')}</th>
          <th scope="col" className="number">
            {t('coded.quantity')}
          </th>
          <th scope="col">
            <span className="visually-hidden">{t('coded.remove')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ idart, code, definition, milli }, index) => (
          <tr key={idart}>
            <td>{code}</td>
            <td>
              {definition}
              <span className="field-error">
                {errors[`lines.${index}.idart`] ?? errors[`lines.${index}.quantity`]}
              </span>
            </td>
            <td className="number">{formatQuantity(milli)}</td>
            <td className="line-end">
              <Button aria-label={t('stockEntry.remove', { definition })} onClick={() => onRemove(idart)}>
                ×
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
    {lines.length === 0 && <p className="state">{t('stockEntry.empty')}</p>}
  </div>
)

function useUnsavedGuard(isUnsaved: boolean): void {
  const confirm = useConfirm()
  const ask = useCallback(
    () =>
      confirm({
        title: t('stockEntry.leave.title'),
        message: t('stockEntry.leave.message'),
        action: t('stockEntry.leave.action'),
      }),
    [confirm],
  )
  useCloseGuard(isUnsaved ? ask : undefined)
}
