import type { UseFormReturnType } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../lib/api.ts'
import { newFormKey } from '../lib/formKey.ts'
import { hideBar, showFailure } from './feedback.ts'
import { type FieldWords, fieldTexts, refusalText } from './refusals.ts'

interface Save<Values, Answer> {
  form: UseFormReturnType<Values>
  /** `formKey` is the same for each try of one form, and new after it succeeded. */
  save: (values: Values, formKey: string) => Promise<Answer>
  onSaved: (answer: Answer, values: Values) => void
  words?: FieldWords
}

/**
 * Sends a form: one at a time, what was typed stays, refused fields are in red under the field. Any other refusal is
 * the red bar.
 */
export function useSave<Values extends object, Answer>({ form, save, onSaved, words }: Save<Values, Answer>) {
  const { t } = useTranslation()
  const [formKey, setFormKey] = useState(newFormKey)
  const mutation = useMutation({
    mutationFn: (values: Values) => save(values, formKey),
    onSuccess: (answer, values) => {
      setFormKey(newFormKey())
      hideBar()
      onSaved(answer, values)
    },
    onError: (error) => {
      if (error instanceof ApiError && error.fields.length > 0) {
        form.setErrors(fieldTexts(t, error, words))
        if (error.fields.every(({ field }) => field in flat(form.values))) return
      }
      showFailure(refusalText(t, error))
    },
  })
  const submit = form.onSubmit((values) => {
    if (!mutation.isPending) mutation.mutate(values)
  })
  return { submit, isPending: mutation.isPending }
}

/** `{ billing: { city } }` → keys `billing`, `billing.city`. */
function flat(values: object, prefix = ''): Record<string, true> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => [
      [prefix + key, true as const],
      ...(value !== null && typeof value === 'object' ? Object.entries(flat(value, `${prefix}${key}.`)) : []),
    ]),
  )
}
