import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { t } from '../labels/index.ts'
import { type ApiFailure, api } from '../lib/api.ts'
import { shopQuery } from '../lib/queries.ts'
import { Button } from '../ui/Button.tsx'
import { useConfirm } from '../ui/confirm.tsx'
import { useNotify } from '../ui/notices.tsx'
import { useCloseGuard } from '../windows/manager.tsx'
import type { WindowProps } from '../windows/types.ts'
import { type Answers, blankAnswers, bodyOf, stepOf } from './answers.ts'
import { CompanyStep } from './CompanyStep.tsx'
import { MoneyStep } from './MoneyStep.tsx'
import { PeopleStep } from './PeopleStep.tsx'

export interface StepProps {
  answers: Answers
  errors: Readonly<Record<string, string>>
  change(change: Partial<Answers>): void
}

const steps = [
  { title: 'setup.company', Step: CompanyStep },
  { title: 'setup.money', Step: MoneyStep },
  { title: 'setup.people', Step: PeopleStep },
] as const

/** The wizard of the first start (contract, kezia §5.1). */
export function Setup({ close }: WindowProps) {
  const [answers, setAnswers] = useState(blankAnswers)
  const [step, setStep] = useState(1)
  const queryClient = useQueryClient()
  const notify = useNotify()
  const { data: shop } = useQuery(shopQuery)
  useCloseGuard(useLeaveGuard(answers !== blankAnswers))
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({})
  const [refusals, setRefusals] = useState(0)
  const refuse = (fields: Record<string, string>) => {
    setErrors(fields)
    setRefusals((before) => before + 1)
  }
  // Each step is checked before the next one: nobody comes back from the last one for the first (contract, counter B18).
  const check = useMutation<void, ApiFailure>({
    mutationFn: () => api.post(`/setup/steps/${step}`, bodyOf(answers)),
    onSuccess: () => setStep(step + 1),
    onError: (failure) => {
      if (Object.keys(failure.fields).length === 0) notify(failure.message, 'failed')
      refuse(failure.fields)
    },
  })
  const finish = useMutation<void, ApiFailure>({
    mutationFn: () => api.post('/setup', bodyOf(answers)),
    onSuccess: async () => {
      notify(t('setup.done'))
      setAnswers(blankAnswers)
      await queryClient.invalidateQueries()
      close()
    },
    onError: (failure) => {
      notify(failure.message, 'failed')
      refuse(failure.fields)
      const [first] = Object.keys(failure.fields)
      if (first) setStep(stepOf(first))
    },
  })
  if (shop?.isSetUp && !finish.isSuccess) return <p className="state">{t('setup.already')}</p>
  const { title, Step } = steps[step - 1]!
  const isLast = step === steps.length
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (check.isPending || finish.isPending) return
    if (isLast) finish.mutate()
    else check.mutate()
  }
  return (
    <form className="setup" onSubmit={submit}>
      <p className="setup-step">{t('setup.step', { step })}</p>
      <h3>{t(title)}</h3>
      <FirstFieldFocused key={step} refusals={refusals}>
        <Step
          answers={answers}
          errors={errors}
          change={(change) => {
            setAnswers((before) => ({ ...before, ...change }))
            setErrors((before) => omit(before, Object.keys(change)))
          }}
        />
      </FirstFieldFocused>
      <div className="window-buttons">
        <Button disabled={step === 1} onClick={() => setStep(step - 1)}>
          {t('setup.back')}
        </Button>
        <Button type="submit" look="primary" disabled={finish.isPending}>
          {t(isLast ? 'setup.finish' : 'setup.next')}
        </Button>
      </div>
    </form>
  )
}

function useLeaveGuard(hasAnswers: boolean) {
  const confirm = useConfirm()
  const ask = useCallback(
    () =>
      confirm({
        title: t('setup.leave.title'),
        message: t('setup.leave.message'),
        action: t('setup.leave.action'),
      }),
    [confirm],
  )
  return hasAnswers ? ask : undefined
}

const omit = (errors: Readonly<Record<string, string>>, fields: string[]) =>
  Object.fromEntries(Object.entries(errors).filter(([field]) => !fields.includes(field)))

/** The field that was refused, else the first one that is still empty. */
function FirstFieldFocused({ refusals, children }: { refusals: number; children: ReactNode }) {
  const holder = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: as the step opens, and each time it is refused
  useEffect(() => {
    const texts = [
      ...(holder.current?.querySelectorAll<HTMLInputElement>('input:not([type=checkbox])') ?? []),
    ]
    const wrong = holder.current?.querySelector<HTMLElement>('[aria-invalid=true]')
    const first = wrong ?? texts.find(({ value }) => value === '') ?? texts[0]
    first?.focus()
  }, [refusals])
  return (
    <div className="setup-step-fields" ref={holder}>
      {children}
    </div>
  )
}
