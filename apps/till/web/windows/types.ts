import type { ComponentType } from 'react'
import type { LabelKey } from '../labels/index.ts'

/** Every window that a tile, key or menu entry names. Those absent from the registry are greyed «Non disponible». */
export type WindowId =
  | 'setup'
  | 'hub'
  | 'hub-service'
  | 'web-order-settings'
  | 'web-orders'
  | 'web-order-details'
  | 'web-order-print'
  | 'order-sheet'
  | 'article-selection'
  | 'article-sheet'
  | 'orders'
  | 'new-order'
  | 'counter'
  | 'sellers'
  | 'customers'
  | 'customer-sheet'
  | 'customer-restore'
  | 'article-restore'
  | 'deals'
  | 'deal-letters'
  | 'invoices'
  | 'settlements'
  | 'journals'
  | 'statistics'
  | 'vat-rates'
  | 'payment-modes'
  | 'stock'
  | 'stock-entry'
  | 'inventory'
  | 'data-exchange'
  | 'backups'
  | 'profile'
  | 'technical-events'
  | 'configuration'
  | 'printers'
  | 'about'
  | 'guide'

export type WindowParams = Readonly<Record<string, string | number | undefined>>

export interface WindowProps {
  params: WindowParams
  /** Tells what the window shows now, so that opening the same thing again brings this one to the front. */
  setParams(params: WindowParams): void
  /** Closes after the window's close guard agreed. */
  close(): void
}

export interface WindowDefinition {
  /** The title bar's text, and the dialog's accessible name. */
  title: LabelKey
  Component: ComponentType<WindowProps>
  /** `full` covers the home screen, `dialog` is as tall as its content. */
  size: 'full' | 'dialog'
}

export type WindowRegistry = Partial<Record<WindowId, WindowDefinition>>
