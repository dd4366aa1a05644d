import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import type { ArticleDetails } from '../../src/articles/wire.ts'
import type { VatRate } from '../../src/vat/wire.ts'
import { type ApiFailure, api } from '../lib/api.ts'
import { articleQuery } from './queries.ts'
import { applyChange, bodyOf, copyOf, type SheetValues, valuesNamed, valuesOf } from './values.ts'

/** The article that is edited, or the one that a new one is copied from. */
export interface SheetSource {
  article: ArticleDetails | undefined
  isCopy: boolean
  /** «TVA par Défaut», of an article made from nothing. */
  defaultVatId: number
  /** What was typed or read in CAISSE, of an article made for it. */
  code: string | undefined
}

function startOf({ article, isCopy, defaultVatId, code = '' }: SheetSource): SheetValues {
  const vatId = String(defaultVatId)
  if (!article) return { ...valuesNamed(code), vat1Id: vatId, vat2Id: vatId, purchaseVatId: vatId }
  return isCopy ? copyOf(article) : valuesOf(article)
}

/** The fields of one fiche: what is typed, what was refused, whether there is something to save. */
export function useArticleSheet(
  source: SheetSource,
  rates: VatRate[],
  onSaved: (article: ArticleDetails) => void,
) {
  const { article, isCopy } = source
  const edited = isCopy ? undefined : article
  const [base, setBase] = useState(edited)
  const [initial, setInitial] = useState(() => startOf(source))
  const [values, setValues] = useState(initial)
  const queryClient = useQueryClient()
  const isDirty =
    isCopy || (Object.keys(values) as (keyof SheetValues)[]).some((key) => values[key] !== initial[key])

  const adopt = (next: ArticleDetails) => {
    setBase(next)
    const fresh = valuesOf(next)
    setInitial(fresh)
    setValues(fresh)
  }
  // Changed elsewhere while nothing is typed here: show it. Otherwise the server says so when it is saved. An older one is
  // what was read before «Appliq.»: the newer is on its way.
  if (edited && (!base || edited.revision > base.revision) && !isDirty) adopt(edited)

  const save = useMutation<ArticleDetails, ApiFailure>({
    mutationFn: async () => {
      const body = bodyOf(values, base?.revision)
      if (base) return api.put<ArticleDetails>(`/articles/${base.idart}`, body)
      const created = await api.post<ArticleDetails>('/articles', body)
      // Its own fiche takes the place of this form at once: no key typed meanwhile is lost.
      await queryClient.prefetchQuery(articleQuery(created.idart))
      return created
    },
    onSuccess: (saved) => {
      // Whoever hears of it may close the window, which has nothing to lose any more.
      flushSync(() => adopt(saved))
      void queryClient.invalidateQueries({ queryKey: ['articles'] })
      onSaved(saved)
    },
  })
  return {
    /** The article as last read or saved; undefined for a new one. */
    article: base,
    values,
    isDirty,
    change: (change: Partial<SheetValues>) => setValues((before) => applyChange(before, change, rates)),
    save,
    errors: save.error?.fields ?? {},
  }
}
