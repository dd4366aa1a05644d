import { useQuery } from '@tanstack/react-query'
import { t } from '../labels/index.ts'
import { uuid } from '../lib/uuid.ts'
import { Button } from '../ui/Button.tsx'
import { OptionGroupFields } from './OptionGroupFields.tsx'
import { optionArticlesQuery } from './queries.ts'
import type { PageProps } from './SheetForm.tsx'
import { blankGroup, type TypedGroup } from './values.ts'

/** «Options»: the groups of option articles that customers choose from (contract, kezia D22). */
export function OptionsPage({ values, change, errors }: PageProps) {
  const options = useQuery(optionArticlesQuery).data ?? []
  const { optionGroups } = values
  const setGroups = (groups: TypedGroup[]) => change({ optionGroups: groups })
  return (
    <div className="sheet-stack">
      {options.length === 0 && <p className="help">{t('option.noArticle')}</p>}
      {optionGroups.length === 0 && <p className="soft">{t('option.none')}</p>}
      {optionGroups.map((group, index) => (
        <OptionGroupFields
          key={group.key}
          index={index}
          group={group}
          options={options}
          errors={errors}
          onChange={(next) => setGroups(optionGroups.with(index, { ...group, ...next }))}
          onRemove={() => setGroups(optionGroups.toSpliced(index, 1))}
        />
      ))}
      <div className="window-buttons">
        <Button
          disabled={options.length === 0}
          onClick={() => setGroups([...optionGroups, { ...blankGroup, key: uuid() }])}
        >
          {t('option.addGroup')}
        </Button>
      </div>
    </div>
  )
}
