import type { ComponentType } from 'react'
import type { LabelKey } from '../labels/index.ts'
import { ArticlePage } from './ArticlePage.tsx'
import { CompanyPage } from './CompanyPage.tsx'
import { SellersPage } from './SellersPage.tsx'
import { StationPage } from './StationPage.tsx'
import { StationsPage } from './StationsPage.tsx'

export interface ConfigurationPageProps {
  /** True while the page has unsaved input: leaving it asks first. */
  onDirty(isDirty: boolean): void
}

export interface ConfigurationPage {
  /** The `page` of `open('configuration', { page })`. */
  id: string
  label: LabelKey
  Component: ComponentType<ConfigurationPageProps>
}

/**
 * The pages of «Configuration», in display order. Each page saves itself; a feature with settings adds its
 * page here.
 */
export const configurationPages: ConfigurationPage[] = [
  { id: 'article', label: 'configuration.page.article', Component: ArticlePage },
  { id: 'company', label: 'configuration.page.company', Component: CompanyPage },
  { id: 'sellers', label: 'configuration.page.sellers', Component: SellersPage },
  { id: 'station', label: 'configuration.page.station', Component: StationPage },
  { id: 'stations', label: 'configuration.page.stations', Component: StationsPage },
]
