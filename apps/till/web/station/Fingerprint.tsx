import { useQuery } from '@tanstack/react-query'
import { stationsQuery } from '../configuration/queries.ts'
import { stationAccessQuery } from '../lib/queries.ts'

/** What a browser's warning is compared with: on the till's own machine only, where nobody can stand between. */
export function Fingerprint({ title }: { title: string }) {
  const { data: access } = useQuery(stationAccessQuery)
  const isShown = access?.isOwnMachine === true && access.isEncrypted
  const { data: stations } = useQuery({ ...stationsQuery, enabled: isShown })
  if (!isShown || !stations?.fingerprint) return null
  return (
    <dl className="fingerprint">
      <dt>{title}</dt>
      <dd>{stations.fingerprint}</dd>
    </dl>
  )
}
