import type { ArticleSheet } from '../../src/articles/wire.ts'
import { t } from '../labels/index.ts'
import { Button, UnavailableButton } from '../ui/Button.tsx'
import { StepButtons } from '../ui/StepButtons.tsx'

interface SheetToolbarProps {
  neighbours: ArticleSheet['neighbours'] | undefined
  /** «Appliq.» submits the form that contains the toolbar. */
  canApply: boolean
  onShow(idart: number | undefined): void
  /** Undefined for an article that is not stored yet. */
  onDelete: (() => void) | undefined
  onClose(): void
}

export function SheetToolbar(props: SheetToolbarProps) {
  const { neighbours, canApply, onShow, onDelete, onClose } = props
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
      <Button title={t('sheet.create.key')} onClick={() => onShow(undefined)}>
        {t('sheet.create')}
      </Button>
      <Button type="submit" look="primary" title={t('sheet.apply.key')} disabled={!canApply}>
        {t('sheet.apply')}
      </Button>
    </div>
  )
}
