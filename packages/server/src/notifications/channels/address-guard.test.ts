import { describe, expect, test } from 'vitest'
import { type Address, isPublic, publicAddresses } from './address-guard.ts'

const answering =
  (...addresses: string[]) =>
  async (): Promise<Address[]> =>
    addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))

describe('an address', () => {
  test.each(['8.8.8.8', '172.32.0.1', '192.169.0.1', '2a00:1450:4001::1', '2606:4700::1111'])(
    '%s is public',
    (address) => expect(isPublic(address)).toBe(true),
  )

  test.each([
    ['127.0.0.1', 'this machine'],
    ['0.0.0.0', 'this machine too'],
    ['10.1.2.3', 'private'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.1.1', 'private'],
    ['100.64.0.1', 'shared by carriers'],
    ['169.254.169.254', 'the metadata service of clouds'],
    ['224.0.0.1', 'multicast'],
    ['255.255.255.255', 'broadcast'],
    ['::', 'this machine'],
    ['::1', 'this machine'],
    ['fe80::1', 'link-local'],
    ['fc00::1', 'unique local'],
    ['fd00:ec2::254', 'the metadata service of a cloud'],
    ['ff02::1', 'multicast'],
    ['::ffff:127.0.0.1', 'IPv4 in IPv6 clothes'],
    ['::ffff:7f00:1', 'the same in hexadecimal'],
    ['::127.0.0.1', 'the old way to dress it'],
    ['64:ff9b::7f00:1', 'translated IPv4'],
    ['2002:7f00:1::', '6to4 tunnel to this machine'],
    ['2001:0:7f00:1::', 'Teredo tunnel'],
    ['2001:db8::1', 'documentation'],
    ['not an address', 'nothing at all'],
  ])('%s is not public (%s)', (address) => expect(isPublic(address)).toBe(false))
})

describe('a URL', () => {
  test.each([
    'https://2130706433/',
    'https://0x7f.1/',
    'https://017700000001/',
    'https://127.1/',
    'https://[::ffff:169.254.169.254]/',
    'https://[::1]/',
  ])('%s is refused without asking a name server', async (text) => {
    const lookup = () => Promise.reject(new Error('asked'))
    await expect(publicAddresses(new URL(text), lookup)).rejects.toThrow('not public')
  })

  test('is refused when only one of its addresses is private', async () => {
    const lookup = answering('8.8.8.8', '10.0.0.1')
    await expect(publicAddresses(new URL('https://a.example/'), lookup)).rejects.toThrow(
      'not public',
    )
  })

  test('is refused when its name has no address', async () => {
    await expect(publicAddresses(new URL('https://a.example/'), answering())).rejects.toThrow(
      'not public',
    )
  })

  test('leads to the addresses that were checked', async () => {
    const lookup = answering('8.8.8.8', '2606:4700::1111')
    expect(await publicAddresses(new URL('https://a.example/'), lookup)).toEqual([
      { address: '8.8.8.8', family: 4 },
      { address: '2606:4700::1111', family: 6 },
    ])
  })
})
