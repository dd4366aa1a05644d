import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useId } from 'react'
import type { ArticleSettings } from '../../src/article-settings/wire.ts'
import { type VatOrder, vatOrders } from '../../src/vat/wire.ts'
import { greyedBox } from '../connector/hub/greyed.ts'
import { type LabelKey, t } from '../labels/index.ts'
import { formatRate } from '../lib/format.ts'
import { articleSettingsQuery, vatRatesQuery } from '../lib/queries.ts'
import { Button } from '../ui/Button.tsx'
import { CheckBox, Radios, SelectField, TextField } from '../ui/fields.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { numberOrSame } from './numberOrSame.ts'
import type { ConfigurationPageProps } from './pages.ts'
import { useSettingsForm } from './useSettingsForm.ts'

/** «Article» (contract, kezia W-17). */
export const ArticlePage = (props: ConfigurationPageProps) => (
  <Loaded query={useQuery(articleSettingsQuery)}>{(stored) => <Fields stored={stored} {...props} />}</Loaded>
)

type Box = {
  [K in keyof ArticleSettings]: ArticleSettings[K] extends boolean ? K : never
}[keyof ArticleSettings]

function Fields({ stored, onDirty }: ConfigurationPageProps & { stored: ArticleSettings }) {
  const { values, errors, change, hasChanges, isSaving, save } = useSettingsForm<ArticleSettings>({
    stored,
    path: '/article-settings',
    queryKey: articleSettingsQuery.queryKey,
    onDirty,
  })
  const rates = useQuery(vatRatesQuery).data ?? []
  const headingId = useId()
  const box = (name: Box, reason?: LabelKey) => (
    <CheckBox
      label={t(`articleSettings.${name}`)}
      name={name}
      isChecked={values[name]}
      error={errors[name]}
      isDisabled={reason !== undefined}
      title={reason && t(reason)}
      onChange={(isChecked) => change({ [name]: isChecked })}
    />
  )
  const number = (name: 'lowStock' | 'checkedQuantity' | 'checkedLine' | 'checkedPriceFactor') => (
    <TextField
      label={t(`articleSettings.${name}`)}
      name={name}
      className="number"
      inputMode="numeric"
      value={String(values[name])}
      error={errors[name]}
      onChange={(typed) => change({ [name]: numberOrSame(typed) })}
    />
  )
  const needsSearch = values.menuSearch ? undefined : 'articleSettings.needsMenuSearch'
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save()
  }
  return (
    <form className="configuration-form" onSubmit={submit} aria-labelledby={headingId}>
      <h3 id={headingId}>{t('articleSettings.options')}</h3>
      <fieldset>
        <legend>{t('menu.deals')}</legend>
        {box('menuSearch')}
        <div className="configuration-below">
          {box('menusByDiscount', needsSearch)}
          <CheckBox label={t('articleSettings.excludeTotal')} {...greyedBox()} />
          {box('menuDiscountForbidden', needsSearch)}
          <CheckBox label={t('articleSettings.reclassify')} {...greyedBox()} />
        </div>
      </fieldset>
      <div className="configuration-columns">
        <fieldset>
          <legend>{t('articleSettings.vat')}</legend>
          <SelectField
            label={t('articleSettings.defaultVatId')}
            name="defaultVatId"
            value={String(values.defaultVatId)}
            choices={rates.map(({ id, rate }) => ({
              value: String(id),
              label: t('field.rate', { rate: formatRate(rate) }),
            }))}
            error={errors.defaultVatId}
            onChange={(id) => change({ defaultVatId: Number(id) })}
          />
          {box('hasTwoRates')}
          <Radios<VatOrder>
            legend={t('articleSettings.vatOrder')}
            value={values.vatOrder}
            choices={vatOrders.map((order) => ({
              value: order,
              label: t(`articleSettings.vatOrder.${order}`),
              isDisabled: !values.hasTwoRates,
            }))}
            onChange={(vatOrder) => change({ vatOrder })}
          />
        </fieldset>
        <fieldset>
          <legend>{t('articleSettings.sales')}</legend>
          {box('blocksSaleWithoutStock')}
          {box('zeroPriceSales')}
          {box('createsAtCounter')}
          {number('lowStock')}
          {number('checkedQuantity')}
          {number('checkedLine')}
          {number('checkedPriceFactor')}
          <CheckBox label={t('articleSettings.website')} {...greyedBox()} />
        </fieldset>
      </div>
      <div className="window-buttons">
        <Button type="submit" look="primary" disabled={!hasChanges || isSaving}>
          {t('configuration.save')}
        </Button>
      </div>
    </form>
  )
}
