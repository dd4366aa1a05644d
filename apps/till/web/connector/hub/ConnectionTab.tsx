import type { HubState } from '../../../src/connector/wire.ts'
import { t } from '../../labels/index.ts'
import { Connect } from './Connect.tsx'
import { Connected } from './Connected.tsx'
import { ForeignQueue } from './ForeignQueue.tsx'
import { QrConnect } from './QrConnect.tsx'

/** The first tab of W-3, and the only one when disconnected. */
export const ConnectionTab = ({ hub }: { hub: HubState }) => (
  <div className="connection">
    {hub.queue.foreign > 0 && <ForeignQueue count={hub.queue.foreign} />}
    {(!hub.isConnected || hub.trouble !== null) && <Connect hub={hub} label={t('hub.connect')} />}
    {!hub.isConnected && hub.authorizeUrl !== null && <QrConnect />}
    {hub.isConnected && <Connected hub={hub} />}
  </div>
)
