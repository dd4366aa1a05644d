import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { PairedStation, PairingCode, Stations } from '../../src/station-access/wire.ts'
import { t } from '../labels/index.ts'
import { type ApiFailure, api } from '../lib/api.ts'
import { formatDateTime, formatTime } from '../lib/format.ts'
import { stationAccessQuery } from '../lib/queries.ts'
import { useShop } from '../lib/useShop.ts'
import { Fingerprint } from '../station/Fingerprint.tsx'
import { Button } from '../ui/Button.tsx'
import { useConfirm } from '../ui/confirm.tsx'
import { Loaded } from '../ui/Loaded.tsx'
import { useNotify } from '../ui/notices.tsx'
import { stationsQuery } from './queries.ts'

/** «Postes»: the shop's other browsers, managed on the till's own machine (contract, security S34). */
export function StationsPage() {
  const access = useQuery(stationAccessQuery)
  return (
    <Loaded query={access}>
      {({ isOwnMachine, isNetworkOpen, isEncrypted }) => {
        if (!isNetworkOpen) return <p className="help">{t('stations.closed')}</p>
        if (!isOwnMachine) return <p className="help">{t('stations.elsewhere')}</p>
        return <OwnMachine isEncrypted={isEncrypted} />
      }}
    </Loaded>
  )
}

function OwnMachine({ isEncrypted }: { isEncrypted: boolean }) {
  const query = useQuery(stationsQuery)
  return (
    <Loaded query={query}>
      {(page) => (
        <div className="stations">
          <PairingBox page={page} />
          {isEncrypted ? (
            <Fingerprint title={t('stations.fingerprint')} />
          ) : (
            <p className="station-plain">{t('stations.plain')}</p>
          )}
          <StationList stations={page.stations} />
        </div>
      )}
    </Loaded>
  )
}

function PairingBox({ page: { pairing, urls } }: { page: Stations }) {
  const { timeZone } = useShop()
  const queryClient = useQueryClient()
  const notify = useNotify()
  const show = useMutation<PairingCode, ApiFailure>({
    mutationFn: () => api.post('/station-access/code'),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: stationsQuery.queryKey }),
    onError: ({ message }) => notify(message, 'failed'),
  })
  return (
    <section className="stations-pairing">
      <p>{t('stations.help', { url: urls.join(' ou ') })}</p>
      {pairing && (
        <p role="status">
          {t('stations.code', { time: formatTime(new Date(pairing.expiresAt), timeZone) })}
          <output className="stations-code">
            {pairing.code.slice(0, 4)} {pairing.code.slice(4)}
          </output>
        </p>
      )}
      <Button look="primary" disabled={show.isPending} onClick={() => show.mutate()}>
        {t(pairing ? 'stations.another' : 'stations.new')}
      </Button>
    </section>
  )
}

function StationList({ stations }: { stations: PairedStation[] }) {
  return (
    <section aria-labelledby="stations-title">
      <h3 id="stations-title">{t('stations.list')}</h3>
      {stations.length === 0 ? (
        <p className="state">{t('stations.none')}</p>
      ) : (
        <div className="grid-holder">
          <table className="grid" aria-labelledby="stations-title">
            <thead>
              <tr>
                <th scope="col">{t('stations.name')}</th>
                <th scope="col">{t('stations.pairedAt')}</th>
                <th scope="col">{t('stations.lastSeenAt')}</th>
                <th scope="col">{t('stations.address')}</th>
                <th scope="col">{t('stations.actions')}</th>
              </tr>
            </thead>
            <tbody>
              {stations.map((station) => (
                <StationRow key={station.id} station={station} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}

function StationRow({ station: { id, name, pairedAt, lastSeenAt, address } }: { station: PairedStation }) {
  const { timeZone } = useShop()
  const confirm = useConfirm()
  const notify = useNotify()
  const queryClient = useQueryClient()
  const revoke = useMutation<void, ApiFailure>({
    mutationFn: () => api.delete(`/station-access/stations/${id}`),
    onSuccess: () => notify(t('stations.revoked', { name })),
    onError: ({ message }) => notify(message, 'failed'),
    onSettled: () => queryClient.invalidateQueries({ queryKey: stationsQuery.queryKey }),
  })
  const ask = async () => {
    const question = {
      title: t('stations.revoke.title'),
      message: t('stations.revoke.message', { name }),
      action: t('stations.revoke'),
    }
    if (await confirm(question)) revoke.mutate()
  }
  return (
    <tr>
      <td>{name}</td>
      <td>{formatDateTime(new Date(pairedAt), timeZone)}</td>
      <td>{formatDateTime(new Date(lastSeenAt), timeZone)}</td>
      <td>{address}</td>
      <td>
        <Button
          disabled={revoke.isPending}
          aria-label={`${t('stations.revoke')} ${name}`}
          onClick={() => void ask()}
        >
          {t('stations.revoke')}
        </Button>
      </td>
    </tr>
  )
}
