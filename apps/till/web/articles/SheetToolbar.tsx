import type { ArticleSheet } from '../../src/articles/wire.ts'
import { t } from '../labels/index.ts'
import { Button, UnavailableButton } from '../ui/Button.tsx'
import { StepButtons } from '../ui/StepButtons.tsx'

interface SheetToolbarProps {
  neighbours: ArticleSheet['neighbours'] | undefined
  canApply: boolean
  onApply(): void
  onShow(idart: number | undefined): void
  /** Undefined for an article that is not stored yet. */
  onDelete: (() => void) | undefined
  onClose(): void
}

export function SheetToolbar(props: SheetToolbarProps) {
  const { neighbours, canApply, onApply, onShow, onDelete, onClose } = props
  return (
    <div className="sheet-toolbar" role="toolbar" aria-label={t('sheet.title')}>
      <StepButtons neighbours={neighbours} onShow={onShow} />
      <Button onClick={onClose}>{t('sheet.quit')}</Button>
      <span className="spacer" />
      <UnavailableButton>{t('sheet.mcu')}</UnavailableButton>
      <UnavailableButton>{t('sheet.print')}</UnavailableButton>
      <Button look="danger" disabled={!onDelete} onClick={onDelete}>
        {t('sheet.delete')}
      </Button>
      <UnavailableButton>{t('sheet.reserved')}</UnavailableButton>
      <UnavailableButton>{t('sheet.labels')}</UnavailableButton>
      <Button onClick={() => onShow(undefined)}>{t('sheet.create')}</Button>
      <Button look="primary" disabled={!canApply} onClick={onApply}>
        {t('sheet.apply')}
      </Button>
    </div>
  )
}
