import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { ConnectorOverlay } from './connector/index.tsx'
import { Shell } from './home/Shell.tsx'
import { useLiveRefresh } from './lib/live.ts'
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
        <WindowsProvider registry={windows}>
          <StationGate>
            <LiveRefresh />
            <Shell />
            <ConnectorOverlay />
          </StationGate>
        </WindowsProvider>
      </ConfirmProvider>
    </NoticeProvider>
  </QueryClientProvider>
)

function LiveRefresh() {
  useLiveRefresh()
  return null
}
