import { t } from '../../labels/index.ts'
import { UnavailableButton } from '../../ui/Button.tsx'
import { Log } from './Log.tsx'
import { Queue } from './Queue.tsx'

/** «Maintenance»: the association of articles, the outgoing queue, the log (contract, kezia D14). */
export const MaintenanceTab = () => (
  <div className="maintenance">
    <section>
      <h4>{t('maintenance.articles')}</h4>
      <table className="grid">
        <thead>
          <tr>
            <th scope="col">{t('maintenance.code')}</th>
            <th scope="col">{t('maintenance.hubArticle')}</th>
            <th scope="col">{t('maintenance.ownArticle')}</th>
            <th scope="col">{t('maintenance.idart')}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td colSpan={4}>{t('app.unavailable')}</td>
          </tr>
        </tbody>
      </table>
      <div className="window-buttons">
        <UnavailableButton>{t('maintenance.fill')}</UnavailableButton>
      </div>
    </section>
    <section>
      <h4>{t('maintenance.queue')}</h4>
      <Queue />
    </section>
    <section>
      <h4>{t('maintenance.log')}</h4>
      <Log />
    </section>
  </div>
)
