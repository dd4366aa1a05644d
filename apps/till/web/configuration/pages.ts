import type { ComponentType } from 'react'
import type { LabelKey } from '../labels/index.ts'
import { ArticlePage } from './ArticlePage.tsx'
import { CompanyPage } from './CompanyPage.tsx'
import { SellersPage } from './SellersPage.tsx'
import { StationPage } from './StationPage.tsx'
import { StationsPage } from './StationsPage.tsx'

export interface ConfigurationPageProps {
  /** True while something typed is not saved: leaving the page asks first. */
  onDirty(isDirty: boolean): void
}

export interface ConfigurationPage {
  /** What `open('configuration', { page })` names. */
  id: string
  label: LabelKey
  Component: ComponentType<ConfigurationPageProps>
}

/** The pages of «Configuration», as listed. A page saves itself; whoever has settings adds his own here. */
export const configurationPages: ConfigurationPage[] = [
  { id: 'article', label: 'configuration.page.article', Component: ArticlePage },
  { id: 'company', label: 'configuration.page.company', Component: CompanyPage },
  { id: 'sellers', label: 'configuration.page.sellers', Component: SellersPage },
  { id: 'station', label: 'configuration.page.station', Component: StationPage },
  { id: 'stations', label: 'configuration.page.stations', Component: StationsPage },
]
