import { useEffect, useRef } from 'react'
import { t } from '../labels/index.ts'
import { Button } from '../ui/Button.tsx'
import { SelectField, TextField } from '../ui/fields.tsx'

interface SheetHeadProps {
  definition: string
  error: string | undefined
  onDefinition(definition: string): void
  onSearch(): void
}

export function SheetHead({ definition, error, onDefinition, onSearch }: SheetHeadProps) {
  const head = useRef<HTMLDivElement>(null)
  useEffect(() => head.current?.querySelector('input')?.focus(), [])
  return (
    <div className="sheet-head" ref={head}>
      <TextField
        label={t('sheet.definition')}
        name="definition"
        value={definition}
        onChange={onDefinition}
        error={error}
      />
      <Button onClick={onSearch}>{t('sheet.search')}</Button>
      <SelectField
        label={t('sheet.labelCount')}
        value="none"
        isDisabled
        title={t('app.unavailable')}
        choices={[
          { value: 'none', label: t('sheet.labelCount.none') },
          { value: 'one', label: t('sheet.labelCount.one') },
          { value: 'stock', label: t('sheet.labelCount.stock') },
        ]}
        onChange={() => {}}
      />
    </div>
  )
}
