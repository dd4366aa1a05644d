import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Inventory } from '../../src/stock/wire.ts'
import { t } from '../labels/index.ts'
import { type ApiFailure, api } from '../lib/api.ts'
import { formatDateTime } from '../lib/format.ts'
import { shopQuery } from '../lib/queries.ts'
import { Button } from '../ui/Button.tsx'
import { useConfirm } from '../ui/confirm.tsx'
import { useNotify } from '../ui/notices.tsx'
import { CodedEntry, type CodedLine } from './CodedEntry.tsx'
import { InventoryLines } from './InventoryLines.tsx'
import { inventoryQuery } from './queries.ts'

type Step = 'preparation' | 'validation'

interface InventoryWorkProps {
  inventory: Inventory
  onQuit(): void
}

/** The two steps: what is counted is kept at once, differences are looked at before they become movements. */
export function InventoryWork({ inventory, onQuit }: InventoryWorkProps) {
  const { id, startedAt, lines, revision } = inventory
  const [step, setStep] = useState<Step>('preparation')
  const timeZone = useQuery(shopQuery).data?.timeZone ?? 'Europe/Paris'
  const { save, forget, validate, abandon } = useInventory(id)
  const confirm = useConfirm()
  const differences = lines.filter(({ countedMilli, expectedMilli }) => countedMilli !== expectedMilli)
  const isBusy = validate.isPending || abandon.isPending

  async function askAndValidate() {
    const agreed = await confirm({
      title: t('inventory.validate.title', { id }),
      message: t('inventory.validate.message', { differences: differences.length }),
      action: t('inventory.validate.action'),
    })
    if (agreed) validate.mutate(revision)
  }
  async function askAndAbandon() {
    const agreed = await confirm({
      title: t('inventory.abandon.title', { id }),
      message: t('inventory.abandon.message', { lines: lines.length }),
      action: t('inventory.abandon.action'),
    })
    if (agreed) abandon.mutate()
  }
  return (
    <div className="inventory">
      <div className="inventory-head">
        <h3>
          {t(step === 'preparation' ? 'inventory.step1' : 'inventory.step2')} —{' '}
          {t('inventory.heading', { id, at: formatDateTime(new Date(startedAt), timeZone) })}
        </h3>
        <p role="status">
          {t('inventory.summary', { lines: lines.length, differences: differences.length })}
        </p>
      </div>
      {step === 'preparation' ? (
        <>
          <CodedEntry onAdd={(added) => save.mutate(added)} />
          <InventoryLines
            label={t('inventory.lines')}
            empty={t('inventory.empty')}
            lines={lines}
            onForget={(idart) => forget.mutate(idart)}
          />
          <p className="help">{t('inventory.help')}</p>
        </>
      ) : (
        <InventoryLines
          label={t('inventory.differences')}
          empty={t('inventory.noDifference')}
          lines={differences}
          hasDifferences
        />
      )}
      <div className="window-buttons">
        <Button look="danger" disabled={isBusy} onClick={() => void askAndAbandon()}>
          {t('inventory.abandon')}
        </Button>
        <span className="spacer" />
        <Button onClick={onQuit}>{t('stockState.quit')}</Button>
        {step === 'preparation' ? (
          <Button look="primary" disabled={lines.length === 0} onClick={() => setStep('validation')}>
            {t('inventory.toValidation')}
          </Button>
        ) : (
          <>
            <Button onClick={() => setStep('preparation')}>{t('inventory.toPreparation')}</Button>
            <Button look="primary" disabled={isBusy} onClick={() => void askAndValidate()}>
              {t('inventory.validate')}
            </Button>
          </>
        )}
      </div>
    </div>
  )
}

function useInventory(id: number) {
  const queryClient = useQueryClient()
  const notify = useNotify()
  const onError = (failure: ApiFailure) => {
    notify(failure.message, 'failed')
    void queryClient.invalidateQueries({ queryKey: ['inventories'] })
  }
  const onSuccess = (inventory: Inventory) => queryClient.setQueryData(inventoryQuery(id).queryKey, inventory)
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['inventories'] })
  return {
    save: useMutation<Inventory, ApiFailure, CodedLine[]>({
      mutationFn: (lines) =>
        api.put(`/inventories/${id}/lines`, {
          lines: lines.map(({ idart, quantity }) => ({ idart, quantity })),
        }),
      onSuccess,
      onError,
    }),
    forget: useMutation<Inventory, ApiFailure, number>({
      mutationFn: (idart) => api.delete(`/inventories/${id}/lines/${idart}`),
      onSuccess,
      onError,
    }),
    validate: useMutation<{ moved: number }, ApiFailure, number>({
      mutationFn: (revision) => api.post(`/inventories/${id}/validation`, { revision }),
      onSuccess: ({ moved }) => {
        notify(t('inventory.validated', { count: moved }))
        return refresh()
      },
      onError,
    }),
    abandon: useMutation<void, ApiFailure>({
      mutationFn: () => api.delete(`/inventories/${id}`),
      onSuccess: refresh,
      onError,
    }),
  }
}
