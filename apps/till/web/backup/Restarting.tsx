import { t } from '../labels/index.ts'

export const Restarting = () => (
  <div className="state" role="status">
    <p>{t('backup.restarting')}</p>
    <progress aria-label={t('backup.restarting')} />
  </div>
)
