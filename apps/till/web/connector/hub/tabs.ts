import type { HubState } from '../../../src/connector/wire.ts'

/** What each tab of W-3 is given. */
export interface HubTabProps {
  hub: HubState
  /** Hears whether something typed is not saved: the window asks before it is lost. */
  onDirty(isDirty: boolean): void
}
