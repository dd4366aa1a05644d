import { t } from '../../labels/index.ts'
import { AssociationTable } from './AssociationTable.tsx'
import { Log } from './Log.tsx'
import { Queue } from './Queue.tsx'

/** «Maintenance»: the association of articles, the outgoing queue, the log (contract, kezia D14). */
export const MaintenanceTab = () => (
  <div className="maintenance">
    <section>
      <h4>{t('maintenance.articles')}</h4>
      <AssociationTable />
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
