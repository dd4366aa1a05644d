import { t } from '../labels/index.ts'
import { CheckBox, Radios } from '../ui/fields.tsx'
import { columnKeys, type SelectionPreferences } from './preferences.ts'

interface SelectionSideProps {
  preferences: SelectionPreferences
  onPrefer(change: Partial<SelectionPreferences>): void
}

/** How the window opens, and which columns it shows. */
export function SelectionSide({ preferences, onPrefer }: SelectionSideProps) {
  const { columns } = preferences
  return (
    <div className="selection-side">
      <Radios
        legend={t('selection.focus')}
        value={preferences.focus}
        onChange={(focus) => onPrefer({ focus })}
        choices={[
          { value: 'designation', label: t('selection.focus.designation') },
          { value: 'code', label: t('selection.focus.code') },
        ]}
      />
      <Radios
        legend={t('selection.sort')}
        value={preferences.sort}
        onChange={(sort) => onPrefer({ sort })}
        choices={[
          { value: 'idart', label: t('selection.sort.idart') },
          { value: 'definition', label: t('selection.sort.designation') },
        ]}
      />
      <fieldset className="radios">
        <legend>{t('selection.columns')}</legend>
        {columnKeys.map((key) => (
          <CheckBox
            key={key}
            label={t(`selection.column.${key}`)}
            isChecked={columns.includes(key)}
            onChange={(isVisible) =>
              onPrefer({
                columns: columnKeys.filter((one) => (one === key ? isVisible : columns.includes(one))),
              })
            }
          />
        ))}
      </fieldset>
    </div>
  )
}
