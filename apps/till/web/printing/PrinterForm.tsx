import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type CodePage, codePages, columnChoices, type Printer } from '../../src/printing/wire.ts'
import { t } from '../labels/index.ts'
import { type ApiFailure, api } from '../lib/api.ts'
import { Button } from '../ui/Button.tsx'
import { CheckBox, SelectField, TextField } from '../ui/fields.tsx'
import { useNotify } from '../ui/notices.tsx'
import { useCloseGuard } from '../windows/manager.tsx'

interface PrinterFormProps {
  /** Undefined for a new one. */
  printer: Printer | undefined
  onDirty(isDirty: boolean): void
  /** Undefined while there is nothing to lose. */
  confirmLeave: (() => Promise<boolean>) | undefined
  onSaved(id: number): void
}

type Values = Omit<Printer, 'id' | 'port' | 'columns' | 'preparations'> & {
  port: string
  columns: string
  preparations: string
}

const blank: Values = {
  name: '',
  host: '',
  port: '9100',
  columns: '48',
  codePage: 'cp858',
  printsTickets: false,
  preparations: '',
  printsOtherPreparations: false,
  hasDrawer: false,
  answersStatus: true,
}

const valuesOf = ({ port, columns, preparations, ...same }: Printer): Values => ({
  ...same,
  port: String(port),
  columns: String(columns),
  preparations: preparations.join(', '),
})

/** What is not a whole number is sent as it is, for the till to refuse beside its field. */
const numberOrSame = (text: string) => (/^\s*\d+\s*$/.test(text) ? Number(text) : text.trim() || null)

export function PrinterForm({ printer, onDirty, confirmLeave, onSaved }: PrinterFormProps) {
  const [typed, setTyped] = useState<Partial<Values>>({})
  const queryClient = useQueryClient()
  const notify = useNotify()
  useCloseGuard(confirmLeave)
  const values = { ...(printer ? valuesOf(printer) : blank), ...typed }
  const change = (next: Partial<Values>) => {
    setTyped((before) => ({ ...before, ...next }))
    onDirty(true)
  }
  const save = useMutation<{ id: number } | undefined, ApiFailure>({
    mutationFn: () => {
      const body = { ...values, port: numberOrSame(values.port), columns: Number(values.columns) }
      return printer ? api.put(`/printers/${printer.id}`, body) : api.post('/printers', body)
    },
    onSuccess: async (created) => {
      notify(t('printing.saved', { name: values.name }))
      await queryClient.invalidateQueries({ queryKey: ['printing'] })
      setTyped({})
      onDirty(false)
      if (created) onSaved(created.id)
    },
    onError: (failure) => notify(failure.message, 'failed'),
  })
  const errors = save.error?.fields ?? {}
  const field = (name: 'name' | 'host' | 'port') => (
    <TextField
      label={t(`printing.${name}`)}
      value={values[name]}
      error={errors[name]}
      inputMode={name === 'port' ? 'numeric' : 'text'}
      onChange={(text) => change({ [name]: text })}
    />
  )
  const box = (
    name: 'printsTickets' | 'printsOtherPreparations' | 'hasDrawer' | 'answersStatus',
    label: Parameters<typeof t>[0],
  ) => (
    <CheckBox
      label={t(label)}
      isChecked={values[name]}
      error={errors[name]}
      onChange={(isChecked) => change({ [name]: isChecked })}
    />
  )
  return (
    <form
      className="printer-form"
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <div className="printer-fields">
        {field('name')}
        {field('host')}
        {field('port')}
        <SelectField
          label={t('printing.columns')}
          value={values.columns}
          error={errors.columns}
          choices={columnChoices.map((count) => ({
            value: String(count),
            label: t(`printing.columns.${count}`),
          }))}
          onChange={(columns) => change({ columns })}
        />
        <SelectField
          label={t('printing.codePage')}
          value={values.codePage}
          error={errors.codePage}
          choices={codePages.map((value) => ({ value, label: t(`printing.codePage.${value}`) }))}
          onChange={(codePage) => change({ codePage: codePage as CodePage })}
        />
        {box('answersStatus', 'printing.answersStatus')}
        <p className="help">{t('printing.answersStatusHelp')}</p>
      </div>
      <div className="printer-roles">
        <fieldset>
          <legend>{t('printing.role')}</legend>
          {box('printsTickets', 'printing.tickets')}
          {box('hasDrawer', 'printing.drawer')}
          <TextField
            label={t('printing.preparations')}
            value={values.preparations}
            error={errors.preparations}
            onChange={(preparations) => change({ preparations })}
          />
          <p className="help">{t('printing.preparationsHelp')}</p>
          {box('printsOtherPreparations', 'printing.otherPreparations')}
        </fieldset>
        <div className="confirm-buttons">
          <Button type="submit" look="primary" disabled={save.isPending}>
            {t('printing.save')}
          </Button>
        </div>
      </div>
    </form>
  )
}
