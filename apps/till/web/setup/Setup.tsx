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
      const [first] = Object.keys(failure.fields)
      if (first) setStep(stepOf(first))
    },
  })
  if (shop?.isSetUp && !finish.isSuccess) return <p className="state">{t('setup.already')}</p>
  const { title, Step } = steps[step - 1]!
  const isLast = step === steps.length
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (isLast) finish.mutate()
    else setStep(step + 1)
  }
  return (
    <form className="setup" onSubmit={submit}>
      <p className="setup-step">{t('setup.step', { step })}</p>
      <h3>{t(title)}</h3>
      <FirstFieldFocused key={step}>
        <Step
          answers={answers}
          errors={finish.error?.fields ?? {}}
          change={(change) => setAnswers((before) => ({ ...before, ...change }))}
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

function FirstFieldFocused({ children }: { children: ReactNode }) {
  const holder = useRef<HTMLDivElement>(null)
  useEffect(() => holder.current?.querySelector('input')?.focus(), [])
  return (
    <div className="setup-step-fields" ref={holder}>
      {children}
    </div>
  )
}
