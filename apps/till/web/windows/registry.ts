import { connectorWindows } from '../connector/index.tsx'
import type { WindowRegistry } from './types.ts'

/** Every window that exists. */
export const windows: WindowRegistry = {
  ...connectorWindows,
}
