import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo } from 'react'
import { ConnectorOverlay } from './connector/index.tsx'
import { Shell } from './home/Shell.tsx'
import { useLiveRefresh } from './lib/live.ts'
import { PrinterStrips } from './printing/PrinterStrips.tsx'
import { profileQuery } from './profiles/queries.ts'
import { windowsOf } from './profiles/windows.ts'
import { NetworkStrip } from './station/NetworkStrip.tsx'
import { StationGate } from './station/StationGate.tsx'
import { ConfirmProvider } from './ui/confirm.tsx'
import { NoticeProvider } from './ui/notices.tsx'
import { WindowsProvider } from './windows/manager.tsx'
import { windows } from './windows/registry.ts'

const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: false, networkMode: 'always' }, mutations: { networkMode: 'always' } },
})

export const App = () => (
  <QueryClientProvider client={queryClient}>
    <NoticeProvider>
      <ConfirmProvider>
        <ProfileWindows>
          <StationGate>
            <LiveRefresh />
            <Shell />
            <div className="overlay">
              <ConnectorOverlay />
              <PrinterStrips />
              <NetworkStrip />
            </div>
          </StationGate>
        </ProfileWindows>
      </ConfirmProvider>
    </NoticeProvider>
  </QueryClientProvider>
)

/** The windows that this station's profile may open. */
function ProfileWindows({ children }: { children: ReactNode }) {
  const { data: profile } = useQuery(profileQuery)
  const registry = useMemo(() => windowsOf(windows, profile), [profile])
  return <WindowsProvider registry={registry}>{children}</WindowsProvider>
}

function LiveRefresh() {
  useLiveRefresh()
  return null
}
