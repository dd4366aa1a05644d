/** Smaller ones are not worth keeping. */
const leastBytes = 64 * 1024
const largestBytes = 2 * 1024 * 1024
const keptAtMost = 16

const free: Buffer[] = []
const lent = new WeakSet<ArrayBufferLike>()

/**
 * A buffer that may be used again once {@link giveBack} has it. Memory outside the heap counts for the garbage
 * collector: taken anew for each page of orders, it causes a full collection every few dozen of them.
 */
export function takeBuffer(bytes: number): Buffer {
  if (bytes < leastBytes || bytes > largestBytes) return Buffer.allocUnsafe(bytes)
  const index = free.findIndex(({ length }) => length >= bytes)
  const buffer =
    index === -1
      ? Buffer.allocUnsafeSlow(Math.ceil(bytes / leastBytes) * leastBytes)
      : free.splice(index, 1)[0]!
  lent.add(buffer.buffer)
  return buffer.subarray(0, bytes)
}

/** Whoever has a part of it must not look at it any more. One that is never given back is collected as usual. */
export function giveBack({ buffer }: Buffer): void {
  if (!lent.delete(buffer)) return
  if (free.length < keptAtMost) free.push(Buffer.from(buffer))
}
