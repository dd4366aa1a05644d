import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { flushSync } from 'react-dom'
import type { ArticleDetails } from '../../src/articles/wire.ts'
import type { VatRate } from '../../src/vat/wire.ts'
import { type ApiFailure, api } from '../lib/api.ts'
import { articleQuery } from './queries.ts'
import { applyChange, bodyOf, copyOf, type SheetValues, valuesNamed, valuesOf } from './values.ts'

/** The article to edit, or the one that a new article is copied from. */
export interface SheetSource {
  article: ArticleDetails | undefined
  isCopy: boolean
  /** «TVA par Défaut», for an article made from nothing. */
  defaultVatId: number
  /** What was typed or scanned in CAISSE, for an article created from there. */
  code: string | undefined
}

function startOf({ article, isCopy, defaultVatId, code = '' }: SheetSource): SheetValues {
  const vatId = String(defaultVatId)
  if (!article) return { ...valuesNamed(code), vat1Id: vatId, vat2Id: vatId, purchaseVatId: vatId }
  return isCopy ? copyOf(article) : valuesOf(article)
}

/** The form state of one sheet: values as typed, errors, and whether there is something to save. */
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
  // Changed elsewhere while nothing is typed here: show it. With unsaved input, the server reports the
  // conflict at the save. An older revision was read before «Appliq.»; the newer one is on its way.
  if (edited && (!base || edited.revision > base.revision) && !isDirty) adopt(edited)

  const save = useMutation<ArticleDetails, ApiFailure>({
    mutationFn: async () => {
      const body = bodyOf(values, base?.revision)
      if (base) return api.put<ArticleDetails>(`/articles/${base.idart}`, body)
      const created = await api.post<ArticleDetails>('/articles', body)
      // The created article's own sheet replaces this form without a loading state: no key typed meanwhile is
      // lost.
      await queryClient.prefetchQuery(articleQuery(created.idart))
      return created
    },
    onSuccess: (saved) => {
      // The caller may close the window right after: it must see that nothing is left to save.
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
