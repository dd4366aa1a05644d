import type { ReactNode } from 'react'

export interface Figure {
  label: string
  value: string
  /** Below, smaller. */
  more?: ReactNode
}

/** The numbers that matter, large, in a row. */
export const Figures = ({ figures }: { figures: Figure[] }) => (
  <dl className="figures">
    {figures.map(({ label, value, more }) => (
      <div key={label}>
        <dt>{label}</dt>
        <dd>{value}</dd>
        {more !== undefined && <dd className="figures-more">{more}</dd>}
      </div>
    ))}
  </dl>
)
