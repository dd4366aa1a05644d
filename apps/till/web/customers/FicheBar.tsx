import type { CustomerSheet } from '../../src/customers/wire.ts'
import { t } from '../labels/index.ts'
import { Button } from '../ui/Button.tsx'
import { StepButtons } from '../ui/StepButtons.tsx'

interface FicheBarProps {
  neighbours: CustomerSheet['neighbours'] | undefined
  canSave: boolean
  onShow(idcli: number | undefined): void
  /** Undefined for a customer who is not stored yet. */
  onDelete: (() => void) | undefined
  onSearch(): void
  onClose(): void
}

export const FicheBar = ({ neighbours, canSave, onShow, onDelete, onSearch, onClose }: FicheBarProps) => (
  <div className="sheet-toolbar" role="toolbar" aria-label={t('customer.title')}>
    <StepButtons neighbours={neighbours} onShow={onShow} />
    <Button onClick={onClose}>{t('customers.quit')}</Button>
    <Button onClick={onSearch}>{t('customer.search')}</Button>
    <span className="spacer" />
    <Button look="danger" disabled={!onDelete} onClick={onDelete}>
      {t('customer.delete')}
    </Button>
    <Button onClick={() => onShow(undefined)}>{t('customers.create')}</Button>
    <Button look="primary" type="submit" disabled={!canSave}>
      {t('customer.save')}
    </Button>
  </div>
)
