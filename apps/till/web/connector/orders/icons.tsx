// Drawn here: no picture of a channel or of a service is loaded from outside (design rule 10).
import type { ServiceType } from '../../../src/weborders/wire.ts'

const paths = {
  refresh: 'M20 11a8 8 0 1 0-2.3 6M20 5v6h-6',
  sound: 'M4 10v4h4l5 4V6L8 10H4Zm12-1a4 4 0 0 1 0 6m2-9a8 8 0 0 1 0 12',
  muted: 'M4 10v4h4l5 4V6L8 10H4Zm12 0 4 4m0-4-4 4',
  cog: 'M12 9a3 3 0 1 0 0 6 3 3 0 0 0 0-6Zm0-6v3m0 12v3M3 12h3m12 0h3M5.6 5.6l2.1 2.1m8.6 8.6 2.1 2.1m0-12.8-2.1 2.1m-8.6 8.6-2.1 2.1',
  funnel: 'M4 5h16l-6 8v6l-4-2v-4L4 5Z',
  power: 'M12 3v9m5.7-5.7a8 8 0 1 1-11.4 0',
  delivery:
    'M2.5 16a3.5 3.5 0 1 0 7 0 3.5 3.5 0 0 0-7 0Zm12 0a3.5 3.5 0 1 0 7 0 3.5 3.5 0 0 0-7 0ZM6 16l4-7h5l3 7M10 9l3 7M8.5 6.5H11M15 9V6.5h2.5',
  collection: 'M6 8h12l1 12H5L6 8Zm3 0V6a3 3 0 0 1 6 0v2',
  eat_in: 'M12 5a7 7 0 1 0 0 14 7 7 0 0 0 0-14Zm0 4a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM3 4v16M21 4v16',
} as const

export const Icon = ({ name }: { name: keyof typeof paths }) => (
  <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d={paths[name]} />
  </svg>
)

/** Bike, bag or plate (contract, kezia R-K11). */
export const ServiceIcon = ({ service }: { service: ServiceType | null }) =>
  service === null ? null : <Icon name={service} />

interface IconButtonProps {
  name: keyof typeof paths
  label: string
  isPressed?: boolean
  onClick(): void
}

export const IconButton = ({ name, label, isPressed, onClick }: IconButtonProps) => (
  <button
    type="button"
    className="icon-button"
    aria-label={label}
    aria-pressed={isPressed}
    title={label}
    onClick={onClick}
  >
    <Icon name={name} />
  </button>
)
