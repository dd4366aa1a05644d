import { notifications } from '@mantine/notifications'

function show(message: string, tone: 'good' | 'bad', autoClose: number) {
  // One bar at a time: an old success above a new refusal would be read as its result.
  notifications.clean()
  notifications.show({ message, autoClose, classNames: { root: `hub-bar hub-bar-${tone}` } })
}

/** What the bar says is over. */
export const hideBar = () => notifications.clean()

/** The green bar at the bottom of the page; it fades by itself (contract, back-office §1). */
export const showDone = (message: string) => show(message, 'good', 5000)

/** The red one, with the reason; it stays long enough to be read. */
export const showFailure = (message: string) => show(message, 'bad', 15_000)
