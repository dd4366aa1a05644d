import { createContext, useContext } from 'react'

/** Where a page puts its title for the phone's top bar; outside the shell nobody listens. */
export const PageTitleContext = createContext<(title: string) => void>(() => {})

export const useSetPageTitle = () => useContext(PageTitleContext)
