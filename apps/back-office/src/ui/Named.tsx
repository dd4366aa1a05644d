/** `Fast Pizza - z6q31`: the identifier greyed, since users quote it to support. */
export function Named({ name, id }: { name: string; id: string }) {
  return (
    <span className="hub-break">
      {name} <span className="hub-grey">- {id}</span>
    </span>
  )
}
