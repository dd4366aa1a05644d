import { t } from '../../labels/index.ts'
import { Button } from '../../ui/Button.tsx'
import { Modal } from '../../ui/Modal.tsx'

export type PrintChoice = 'ticket' | 'page' | 'none'

const choices: PrintChoice[] = ['ticket', 'page', 'none']

interface PrintDialogProps {
  onChoose(choice: PrintChoice): void
  /** Escape: nothing was chosen. */
  onClose(): void
}

/** W-13. */
export const PrintDialog = ({ onChoose, onClose }: PrintDialogProps) => (
  <Modal title={t('print.title')} onClose={onClose}>
    <p>{t('print.question')}</p>
    <div className="print-choices">
      {choices.map((choice) => (
        <Button key={choice} look="primary" onClick={() => onChoose(choice)}>
          {t(`print.${choice}`)}
        </Button>
      ))}
    </div>
  </Modal>
)
