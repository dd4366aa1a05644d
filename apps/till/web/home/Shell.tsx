import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { OrderStrip } from '../connector/index.tsx'
import { useInterruptedSale } from '../counter/useInterruptedSale.ts'
import { shopQuery } from '../lib/queries.ts'
import { NoticeLine } from '../ui/notices.tsx'
import { useWindows } from '../windows/manager.tsx'
import { WindowStack } from '../windows/WindowFrame.tsx'
import { HomeScreen } from './HomeScreen.tsx'
import { useFunctionKeys } from './keys.ts'
import { Left } from './Left.tsx'
import { MenuBar } from './MenuBar.tsx'
import { StatusBar } from './StatusBar.tsx'

/** The whole screen: the till, or what is left of it after the red key. */
export function Shell() {
  const [isLeft, setIsLeft] = useState(false)
  return isLeft ? <Left onReturn={() => setIsLeft(false)} /> : <Till onLeave={() => setIsLeft(true)} />
}

/** Menu bar, home screen with the windows over it, status bar. */
function Till({ onLeave }: { onLeave(): void }) {
  useFunctionKeys()
  useFirstStart()
  useInterruptedSale()
  const { opened } = useWindows()
  return (
    <div className="shell">
      <MenuBar />
      <OrderStrip />
      <main className="stage">
        <div className="home-holder" inert={opened.length > 0}>
          <HomeScreen onLeave={onLeave} />
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
