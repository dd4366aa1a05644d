import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { Customer, CustomerSheet } from '../../src/customers/wire.ts'
import { t } from '../labels/index.ts'
import { type ApiFailure, api } from '../lib/api.ts'
import { useConfirm } from '../ui/confirm.tsx'
import { useNotify } from '../ui/notices.tsx'
import { useCloseGuard, useWindows } from '../windows/manager.tsx'
import { FicheBar } from './FicheBar.tsx'
import { FicheFields } from './FicheFields.tsx'
import { FicheHistory } from './FicheHistory.tsx'
import { FicheStrip } from './FicheStrip.tsx'
import { pickCustomer } from './picking.ts'
import { useCustomerFiche } from './useCustomerFiche.ts'
import './customers.css'

interface CustomerFicheProps {
  /** Undefined for a new customer. */
  sheet: CustomerSheet | undefined
  /** Who asked for a new customer, if somebody did. */
  pick: string | undefined
  confirmDiscard(): Promise<boolean>
  /** Shows another customer in this window, or a blank fiche. */
  onShow(idcli: number | undefined): void
  onClose(): void
}

export function CustomerFiche({ sheet, pick, confirmDiscard, onShow, onClose }: CustomerFicheProps) {
  const customer = sheet?.customer
  const body = useRef<HTMLFormElement>(null)
  const confirm = useConfirm()
  const notify = useNotify()
  const { open } = useWindows()
  const [picked, setPicked] = useState<Customer>()
  const fiche = useCustomerFiche(customer, (saved) => {
    notify(t('customer.saved', { name: saved.displayName }))
    if (pick !== undefined) setPicked(saved)
    else if (!customer) onShow(saved.idcli)
  })
  useCloseGuard(fiche.isDirty ? confirmDiscard : undefined)
  // After the render in which nothing is left to save: the window closes without a question.
  useEffect(() => {
    if (!picked || pick === undefined) return
    pickCustomer(pick, picked)
    onClose()
  }, [picked, pick, onClose])
  const remove = useMutation<void, ApiFailure>({
    mutationFn: () => api.delete(`/customers/${customer?.idcli}`),
    onSuccess: () => {
      notify(t('customer.deleted', { name: customer?.displayName ?? '' }))
      onShow(sheet?.neighbours.next ?? sheet?.neighbours.previous ?? undefined)
    },
    onError: (failure) => notify(failure.message, 'failed'),
  })
  const save = (event: FormEvent) => {
    event.preventDefault()
    fiche.save.mutate(undefined, {
      onError: (failure) => {
        notify(failure.message, 'failed')
        const [wrong] = Object.keys(failure.fields)
        requestAnimationFrame(() => body.current?.querySelector<HTMLElement>(`[name="${wrong}"]`)?.focus())
      },
    })
  }
  const leaveFor = async (idcli: number | undefined) => {
    if (!fiche.isDirty || (await confirmDiscard())) onShow(idcli)
  }
  const setEditable = async (isEditable: boolean) => {
    if (isEditable || !fiche.isDirty || (await confirmDiscard())) fiche.setEditable(isEditable)
  }
  const askAndRemove = async () => {
    if (!customer) return
    const agreed = await confirm({
      title: t('customer.delete.title'),
      message: t('customer.delete.message', { name: customer.displayName }),
      action: t('customer.delete'),
    })
    if (agreed) remove.mutate()
  }
  return (
    <form className="fiche" ref={body} onSubmit={save}>
      <FicheStrip customer={customer} />
      <FicheBar
        neighbours={sheet?.neighbours}
        canSave={fiche.isEditable && fiche.isDirty && !fiche.save.isPending}
        onShow={(idcli) => void leaveFor(idcli)}
        onDelete={customer && (() => void askAndRemove())}
        onSearch={() => open('customers')}
        onClose={onClose}
      />
      <FicheFields
        customer={customer}
        fiche={fiche}
        onEditable={(isEditable) => void setEditable(isEditable)}
      />
      <FicheHistory customer={customer} />
    </form>
  )
}
