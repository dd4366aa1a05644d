import { useState } from 'react'
import { delaySteps } from '../../../src/weborders/rules.ts'
import type { WebOrderRow } from '../../../src/weborders/wire.ts'
import { t } from '../../labels/index.ts'
import { Button } from '../../ui/Button.tsx'
import { DayField } from '../../ui/DayField.tsx'
import { Radios } from '../../ui/fields.tsx'
import { Modal } from '../../ui/Modal.tsx'
import { TimeField } from '../../ui/TimeField.tsx'
import { useWork } from './useWork.ts'
import { localDayAndTime, toInstant } from './zoned.ts'

interface DelayDialogProps {
  order: WebOrderRow
  timeZone: string
  onClose(): void
}

const choices = [
  ...delaySteps.map((minutes) => ({ value: String(minutes), label: t('delay.step', { minutes }) })),
  { value: 'other', label: t('delay.other') },
]

/** «Retard»: adds minutes, or sets a time (contract, kezia §3.3). */
export function DelayDialog({ order, timeZone, onClose }: DelayDialogProps) {
  const [choice, setChoice] = useState('10')
  const [at, setAt] = useState(() => localDayAndTime(order.confirmedAt ?? order.dueAt, timeZone))
  const delay = useWork(order, 'delay', t('delay.done', { code: order.code }), onClose)
  const submit = () =>
    delay.mutate(
      choice === 'other'
        ? { confirmedAt: toInstant(at.day, at.time, timeZone) }
        : { minutes: Number(choice) },
    )
  return (
    <Modal title={t('delay.title', { code: order.code })} onClose={onClose} onSubmit={submit}>
      <Radios legend={t('delay.choice')} value={choice} choices={choices} onChange={setChoice} />
      {choice === 'other' && (
        <div className="day-and-time">
          <TimeField
            label={t('accept.time')}
            value={at.time}
            error={delay.error?.fields.confirmedAt}
            onChange={(time) => setAt({ ...at, time })}
          />
          <DayField
            label={t('accept.day')}
            value={at.day}
            onChange={(day) => setAt({ ...at, day })}
            onWrong={(day) => setAt({ ...at, day })}
          />
        </div>
      )}
      <div className="confirm-buttons">
        <Button onClick={onClose}>{t('app.cancel')}</Button>
        <Button type="submit" look="primary" disabled={delay.isPending}>
          {t('app.confirm')}
        </Button>
      </div>
    </Modal>
  )
}
