import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import './ui/global.css'
import './ui/touch.css'
import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { leaveToLogin } from './features/session/api/session.ts'
import { startI18n } from './i18n/index.ts'
import { buildQueryClient } from './lib/queryClient.ts'
import { buildRouter } from './routes/router.ts'
import { cssVariables, theme } from './ui/theme.ts'

const queryClient = buildQueryClient(() => leaveToLogin(location.pathname + location.search))
const router = buildRouter(queryClient)

await startI18n()
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} forceColorScheme="light">
      <QueryClientProvider client={queryClient}>
        <Notifications position="bottom-center" limit={3} />
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
