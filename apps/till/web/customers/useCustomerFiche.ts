import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Customer } from '../../src/customers/wire.ts'
import { type ApiFailure, api } from '../lib/api.ts'
import { blankFiche, type FicheValues, ficheOf } from './values.ts'

/** The fields of one fiche: what is typed, what was refused, whether it may be changed and needs to be saved. */
export function useCustomerFiche(stored: Customer | undefined, onSaved: (customer: Customer) => void) {
  const [base, setBase] = useState(stored)
  const [initial, setInitial] = useState(() => (stored ? ficheOf(stored) : blankFiche))
  const [values, setValues] = useState(initial)
  // Contract, kezia W-18: «Modifiable» is ticked before anything is changed; a new fiche is there to be filled.
  const [isEditable, setEditable] = useState(stored === undefined)
  const queryClient = useQueryClient()
  const isDirty = (Object.keys(values) as (keyof FicheValues)[]).some((key) => values[key] !== initial[key])
  const adopt = (next: Customer) => {
    setBase(next)
    const fresh = ficheOf(next)
    setInitial(fresh)
    setValues(fresh)
  }
  // Changed elsewhere while nothing is typed here: show it. Otherwise the server says so when it is saved. An older one is
  // what was read before «Enregistrer»: the newer is on its way.
  if (stored && (!base || stored.revision > base.revision) && !isDirty) adopt(stored)

  const save = useMutation<Customer, ApiFailure>({
    mutationFn: () =>
      base
        ? api.put<Customer>(`/customers/${base.idcli}`, { ...values, revision: base.revision })
        : api.post<Customer>('/customers', values),
    onSuccess: (saved) => {
      adopt(saved)
      setEditable(false)
      void queryClient.invalidateQueries({ queryKey: ['customers'] })
      onSaved(saved)
    },
  })
  return {
    values,
    isDirty,
    isEditable,
    setEditable(value: boolean) {
      setEditable(value)
      if (!value) setValues(initial)
    },
    change: (change: Partial<FicheValues>) => setValues((before) => ({ ...before, ...change })),
    save,
    errors: save.error?.fields ?? {},
  }
}

export type CustomerFicheState = ReturnType<typeof useCustomerFiche>
