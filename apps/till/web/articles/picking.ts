type Picker = (idart: number) => void

let picker: Picker | undefined

/** Who receives the article chosen in W-15 while it was opened to choose one; call the answer to stop. */
export function receivePicks(receive: Picker): () => void {
  picker = receive
  return () => {
    if (picker === receive) picker = undefined
  }
}

export const pick = (idart: number) => picker?.(idart)
