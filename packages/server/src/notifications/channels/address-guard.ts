import { lookup as systemLookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'

export type Address = { address: string; family: 4 | 6 }
/** All addresses of a name. Handed in so that tests can play a name server that lies. */
export type Lookup = (hostname: string) => Promise<Address[]>

export class ForbiddenAddress extends Error {
  override name = 'ForbiddenAddress'
}

/** What the system's resolver says. */
export const resolveName: Lookup = async (hostname) =>
  (await systemLookup(hostname, { all: true })).map(({ address, family }) => ({
    address,
    family: family === 6 ? 6 : 4,
  }))

/**
 * The public addresses of a URL's host, or an error when any of them is not public: whoever may name a
 * URL must not reach through us what only we can reach. Connect to these and ask no name server again,
 * for its next answer may be another one.
 */
export async function publicAddresses(url: URL, lookup: Lookup): Promise<Address[]> {
  const addresses = await addressesOf(url, lookup)
  const forbidden = addresses.length === 0 || !addresses.every(({ address }) => isPublic(address))
  if (forbidden) throw new ForbiddenAddress('the host has an address that is not public')
  return addresses
}

/** The addresses behind a URL, wherever they lead. `URL` has made decimal and octal spellings plain. */
export async function addressesOf(url: URL, lookup: Lookup): Promise<Address[]> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const family = isIP(host)
  return family === 0 ? lookup(host) : [{ address: host, family: family === 6 ? 6 : 4 }]
}

/** True for an address that anybody on the internet could reach as well. */
export function isPublic(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !special4.check(address, 'ipv4')
  // Mapped, translated and tunnelled IPv4 lie outside, or are taken out again.
  return family === 6 && global6.check(address, 'ipv6') && !special6.check(address, 'ipv6')
}

/** RFC 6890 and its registry: not globally reachable. */
const special4 = blockList('ipv4', [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
])
const global6 = blockList('ipv6', [['2000::', 3]])
/** Inside the global range: protocol assignments with Teredo, documentation, 6to4. */
const special6 = blockList('ipv6', [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
])

function blockList(family: 'ipv4' | 'ipv6', subnets: [string, number][]): BlockList {
  const list = new BlockList()
  for (const [net, prefix] of subnets) list.addSubnet(net, prefix, family)
  return list
}
