import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ownOrderSendings } from '../../../src/connector/sendings.ts'
import { t } from '../../labels/index.ts'
import { shopQuery } from '../../lib/queries.ts'
import { useMenusClosed } from '../../menus/closed.ts'
import { Button } from '../../ui/Button.tsx'
import { SelectField, TextField } from '../../ui/fields.tsx'
import { useWindows } from '../../windows/manager.tsx'
import { formatMilliseconds } from '../time.ts'
import { Log } from './Log.tsx'
import { OptionBox, OptionNumber, OptionsForm, OptionText } from './OptionsForm.tsx'
import { TraceTools } from './TraceTools.tsx'
import type { HubTabProps } from './tabs.ts'
import { useOptions } from './useOptions.ts'

/** «Personnalisation» (contract, kezia W-3). */
export function CustomisationTab({ hub, onDirty }: HubTabProps) {
  const options = useOptions(onDirty)
  const { data: shop } = useQuery(shopQuery)
  const [isLogShown, setIsLogShown] = useState(false)
  return (
    <OptionsForm
      options={options}
      className="customisation"
      tools={
        <>
          <MenusButton />
          <span className="spacer" />
        </>
      }
    >
      <Row label={t('customisation.priceTitle')}>
        <OptionBox options={options} name="printsTariffTitle" label="customisation.enable" />
      </Row>
      <Row label={t('customisation.delivery')}>
        <OptionBox options={options} name="deliveryByArticle" label="customisation.deliveryArticle" />
      </Row>
      <Row label={t('customisation.stock')}>
        <OptionBox options={options} name="isStockManaged" label="customisation.enable" />
      </Row>
      <Row label={t('customisation.trace')}>
        <TraceTools isLogShown={isLogShown} onShowLog={setIsLogShown} />
      </Row>
      {isLogShown && <Log />}
      <OptionNumber options={options} name="traceDays" label="customisation.traceDays" />
      <OptionNumber options={options} name="reminderHours" label="customisation.reminder" />
      <SelectField
        label={t('customisation.sendOrders')}
        value={options.text('ownOrderSending')}
        choices={ownOrderSendings.map((value) => ({ value, label: t(`customisation.${value}`) }))}
        onChange={(value) => options.type('ownOrderSending', value)}
      />
      <OptionText
        options={options}
        name="unmanagedIdtars"
        label="customisation.idtar"
        hint="customisation.idtar.hint"
      />
      <TextField
        label={t('customisation.lastReception')}
        value={
          hub.lastReceptionAt ? formatMilliseconds(hub.lastReceptionAt, hub.timeZone ?? shop?.timeZone) : ''
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
    </OptionsForm>
  )
}

const Row = ({ label, children }: { label: string; children: React.ReactNode }) => (
  <fieldset className="customisation-row">
    <legend>{label}</legend>
    {children}
  </fieldset>
)

/**
 * «Gestion des menus»: greyed, with the reason, while «Recherche Menu» is not ticked (contract, kezia §3.9).
 */
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
