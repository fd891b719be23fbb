import { Resolver } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import { plainAddress } from '../kernel/address.ts'

/** Every address that a name stands for. */
export type Resolve = (hostname: string) => Promise<string[]>

/** How far webhooks reach: out of the own network, and into those inner networks that the operator names. */
export interface Reach {
  inner: BlockList
  resolve: Resolve
}

/** Where a receiver is, once that is known to be no place of ours. */
export interface Target {
  url: URL
  addresses: string[]
}

/** The text is for the administrator, and repeats neither name nor address. */
export class Unreachable extends Error {}

const networkList = (networks: readonly string[]): BlockList => {
  const list = new BlockList()
  for (const network of networks) {
    const [address = '', prefix] = network.split('/')
    list.addSubnet(address, Number(prefix), isIP(address) === 6 ? 'ipv6' : 'ipv4')
  }
  return list
}

/** What is no address of the public internet (IANA's special-purpose registries); cloud metadata is link-local. */
const ownIpv4 = networkList([
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
])
/** Of IPv6 only this is handed out; in it lie tunnels, which lead to any IPv4 address, and examples. */
const publicIpv6 = networkList(['2000::/3'])
const ownIpv6 = networkList(['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'])

const lies = (address: string, inside: BlockList): boolean =>
  inside.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

/** Whether an address belongs to the internet, and so to none of our own machines. */
export const isPublic = (address: string): boolean => {
  const it = plainAddress(address)
  if (isIP(it) === 4) return !lies(it, ownIpv4)
  return isIP(it) === 6 && lies(it, publicIpv6) && !lies(it, ownIpv6)
}

/** Asks the name servers without holding one of the process's few threads. */
const askNameServers: Resolve = async (hostname) => {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 })
  const answers = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)])
  return answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []))
}

export const reachOf = (networks: readonly string[], resolve: Resolve = askNameServers): Reach => ({
  inner: networkList(networks),
  resolve,
})

const notUsable = () => new Unreachable('Adressen kan ikke slås op, eller den ligger i et lukket net.')

const addressesOf = async ({ hostname }: URL, resolve: Resolve): Promise<string[]> => {
  const literal = hostname.replace(/^\[|\]$/g, '')
  if (isIP(literal)) return [literal]
  return resolve(hostname).catch(() => [])
}

/**
 * Looks up where a receiver is, and whether it may be called: at every address that its name has, for any of them may
 * be the one that is used.
 * @throws Unreachable
 */
export const targetOf = async (address: string, { inner, resolve }: Reach): Promise<Target> => {
  const url = new URL(address)
  const addresses = (await addressesOf(url, resolve)).map(plainAddress)
  if (addresses.length === 0) throw notUsable()
  if (addresses.every((each) => lies(each, inner))) return { url, addresses }
  if (!addresses.every((each) => isPublic(each))) throw notUsable()
  if (url.protocol !== 'https:' || url.port !== '')
    throw new Unreachable('Ud af huset kaldes kun https på port 443.')
  return { url, addresses }
}
