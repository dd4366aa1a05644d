type Picker = (idart: number) => void

let picker: Picker | undefined

/**
 * Registers the receiver of the article chosen in W-15 opened with `pick`. Call the returned function to
 * unregister.
 */
export function receivePicks(receive: Picker): () => void {
  picker = receive
  return () => {
    if (picker === receive) picker = undefined
  }
}

export const pick = (idart: number) => picker?.(idart)
