import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { ownOrderSendings } from '../../../src/connector/sendings.ts'
import type { HubState } from '../../../src/connector/wire.ts'
import { t } from '../../labels/index.ts'
import { shopQuery } from '../../lib/queries.ts'
import { useMenusClosed } from '../../menus/closed.ts'
import { Button } from '../../ui/Button.tsx'
import { CheckBox, SelectField, TextField } from '../../ui/fields.tsx'
import { Loaded } from '../../ui/Loaded.tsx'
import { useWindows } from '../../windows/manager.tsx'
import { formatMilliseconds } from '../time.ts'
import { Log } from './Log.tsx'
import { TraceTools } from './TraceTools.tsx'
import { useOptions } from './useOptions.ts'

/** «Personnalisation» (contract, kezia W-3). */
export function CustomisationTab({ hub }: { hub: HubState }) {
  const options = useOptions()
  const { data: shop } = useQuery(shopQuery)
  const [isLogShown, setIsLogShown] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    options.save()
  }
  return (
    <Loaded query={options.query}>
      {() => (
        <form className="customisation" onSubmit={submit}>
          <Row label={t('customisation.priceTitle')}>
            <CheckBox
              label={t('customisation.enable')}
              isChecked={options.isTicked('printsTariffTitle')}
              onChange={(isTicked) => options.type('printsTariffTitle', isTicked)}
            />
          </Row>
          <Row label={t('customisation.delivery')}>
            <CheckBox
              label={t('customisation.deliveryArticle')}
              isChecked={options.isTicked('deliveryByArticle')}
              onChange={(isTicked) => options.type('deliveryByArticle', isTicked)}
            />
          </Row>
          <Row label={t('customisation.stock')}>
            <CheckBox
              label={t('customisation.enable')}
              isChecked={options.isTicked('isStockManaged')}
              onChange={(value) => options.type('isStockManaged', value)}
            />
          </Row>
          <Row label={t('customisation.trace')}>
            <TraceTools isLogShown={isLogShown} onShowLog={setIsLogShown} />
          </Row>
          {isLogShown && <Log />}
          <TextField
            label={t('customisation.traceDays')}
            inputMode="numeric"
            value={options.text('traceDays')}
            error={options.error('traceDays')}
            onChange={(value) => options.type('traceDays', value)}
          />
          <TextField
            label={t('customisation.reminder')}
            inputMode="numeric"
            value={options.text('reminderHours')}
            error={options.error('reminderHours')}
            onChange={(value) => options.type('reminderHours', value)}
          />
          <SelectField
            label={t('customisation.sendOrders')}
            value={options.text('ownOrderSending')}
            choices={ownOrderSendings.map((value) => ({ value, label: t(`customisation.${value}`) }))}
            onChange={(value) => options.type('ownOrderSending', value)}
          />
          <TextField
            label={t('customisation.idtar')}
            placeholder={t('customisation.idtar.hint')}
            value={options.text('unmanagedIdtars')}
            error={options.error('unmanagedIdtars')}
            onChange={(value) => options.type('unmanagedIdtars', value)}
          />
          <TextField
            label={t('customisation.lastReception')}
            value={
              hub.lastReceptionAt
                ? formatMilliseconds(hub.lastReceptionAt, hub.timeZone ?? shop?.timeZone)
                : ''
            }
            readOnly
            onChange={() => {}}
          />
          <TextField
            label={t('customisation.version')}
            value={shop?.version ?? ''}
            readOnly
            onChange={() => {}}
          />
          <div className="window-buttons">
            <MenusButton />
            <span className="spacer" />
            <Button type="submit" look="primary" disabled={!options.hasChanges}>
              {t('options.save')}
            </Button>
          </div>
        </form>
      )}
    </Loaded>
  )
}

const Row = ({ label, children }: { label: string; children: React.ReactNode }) => (
  <fieldset className="customisation-row">
    <legend>{label}</legend>
    {children}
  </fieldset>
)

/** «Gestion des menus»: greyed with the reason while «Recherche Menu» is not ticked (contract, kezia §3.9). */
function MenusButton() {
  const { open } = useWindows()
  const reason = useMenusClosed()
  return (
    <Button
      aria-disabled={reason !== undefined}
      title={reason}
      onClick={() => !reason && open('deal-letters')}
    >
      {t('customisation.menus')}
    </Button>
  )
}
