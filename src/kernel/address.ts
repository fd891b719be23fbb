const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/

/** One way of writing each address: one of IPv4 that is written as IPv6 is that IPv4 address. */
export const plainAddress = (address: string): string => {
  if (!address.includes(':')) return address
  const url = `http://[${address.replace(/%.*/, '')}]`
  if (!URL.canParse(url)) return address
  const written = new URL(url).hostname.slice(1, -1)
  const [, high, low] = mapped.exec(written) ?? []
  if (!high || !low) return written
  const bits = Number.parseInt(high, 16) * 65_536 + Number.parseInt(low, 16)
  return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join('.')
}

/** Whose address it is: of IPv6 a subscriber has at least a /64, and may use a new one for every request. */
export const networkOf = (address: string): string => {
  const plain = plainAddress(address)
  if (!plain.includes(':')) return plain
  const [head = [], tail = []] = plain.split('::').map((part) => part.split(':').filter(Boolean))
  const zeros = Array(8 - head.length - tail.length).fill('0')
  return [...head, ...zeros, ...tail].slice(0, 4).join(':')
}
