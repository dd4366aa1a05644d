import type { HubState } from '../../../src/connector/wire.ts'

/** Props of each tab of W-3. */
export interface HubTabProps {
  hub: HubState
  /** Called when unsaved input appears or goes: the window asks before closing. */
  onDirty(isDirty: boolean): void
}
