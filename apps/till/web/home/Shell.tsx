import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useInterruptedSale } from '../counter/useInterruptedSale.ts'
import { shopQuery } from '../lib/queries.ts'
import { NoticeLine } from '../ui/notices.tsx'
import { useWindows } from '../windows/manager.tsx'
import { WindowStack } from '../windows/WindowFrame.tsx'
import { HomeScreen } from './HomeScreen.tsx'
import { useFunctionKeys } from './keys.ts'
import { MenuBar } from './MenuBar.tsx'
import { StatusBar } from './StatusBar.tsx'

/** Menu bar, home screen with the windows over it, status bar. */
export function Shell() {
  useFunctionKeys()
  useFirstStart()
  useInterruptedSale()
  const { opened } = useWindows()
  return (
    <div className="shell">
      <MenuBar />
      <main className="stage">
        <div className="home-holder" inert={opened.length > 0}>
          <HomeScreen />
        </div>
        <WindowStack />
        <NoticeLine />
      </main>
      <StatusBar />
    </div>
  )
}

/** A till that was never set up opens its wizard; the menus stay within reach (contract, kezia D70). */
function useFirstStart(): void {
  const { open } = useWindows()
  const isSetUp = useQuery(shopQuery).data?.isSetUp
  useEffect(() => {
    if (isSetUp === false) open('setup')
  }, [isSetUp, open])
}
