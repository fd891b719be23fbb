import { describe, expect, it } from 'vitest'
import { isPublic, reachOf, targetOf, Unreachable } from '../../src/webhooks/addresses.ts'

describe('an address of our own networks is none of the internet', () => {
  it.each([
    '0.0.0.0',
    '0.1.2.3',
    '10.0.0.1',
    '10.255.255.255',
    '100.64.0.1',
    '100.127.255.255',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.8',
    '192.0.2.1',
    '192.88.99.1',
    '192.168.1.1',
    '198.18.0.1',
    '198.19.255.255',
    '198.51.100.7',
    '203.0.113.7',
    '224.0.0.1',
    '239.255.255.250',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '0:0:0:0:0:0:0:1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '0:0:0:0:0:ffff:a9fe:a9fe',
    '::127.0.0.1',
    '::ffff:0:127.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b:1::1',
    '100::1',
    'fc00::1',
    'fd12:3456:789a::1',
    'fe80::1',
    'fe80::1%eth0',
    'febf::1',
    'fec0::1',
    'ff02::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '3fff::1',
    '5f00::1',
    '4000::1',
    'localhost',
    '',
  ])('%s', (address) => {
    expect(isPublic(address)).toBe(false)
  })

  it.each([
    '1.1.1.1',
    '9.255.255.255',
    '11.0.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '126.255.255.255',
    '128.0.0.1',
    '169.253.255.255',
    '172.15.255.255',
    '172.32.0.1',
    '192.167.255.255',
    '223.255.255.255',
    '::ffff:1.1.1.1',
    '2606:4700:4700::1111',
    '2a00:1450:400f::1',
  ])('but %s is', (address) => {
    expect(isPublic(address)).toBe(true)
  })
})

const names: Record<string, string[]> = {
  'ude.dk': ['93.184.216.34'],
  'inde.dk': ['10.1.0.4'],
  'mapped.dk': ['::ffff:10.1.0.4'],
  'begge.dk': ['93.184.216.34', '10.1.0.4'],
  'andet.dk': ['10.2.0.4'],
}
const resolve = async (name: string) => names[name] ?? Promise.reject(new Error('ENOTFOUND'))

describe('an inner network is reached when the operator names it', () => {
  const reach = reachOf(['10.1.0.0/16', 'fd00::/8'], resolve)
  it.each([
    ['https://ude.dk/', '93.184.216.34'],
    ['https://ude.dk:443/', '93.184.216.34'],
    ['http://inde.dk:8080/', '10.1.0.4'],
    ['http://mapped.dk/', '10.1.0.4'],
    ['https://inde.dk/', '10.1.0.4'],
    ['http://[fd00::7]/', 'fd00::7'],
    ['http://10.1.2.3/', '10.1.2.3'],
  ])('%s', async (url, address) => {
    expect((await targetOf(url, reach)).addresses).toEqual([address])
  })

  it.each([
    'http://ude.dk/',
    'https://ude.dk:8443/',
    'https://begge.dk/',
    'https://andet.dk/',
    'https://ukendt.dk/',
    'https://10.2.0.1/',
    'http://127.0.0.1/',
    'https://[::ffff:10.2.0.1]/',
    'https://169.254.169.254/',
    'https://0/',
    'https://017700000001/',
  ])('and not %s', async (url) => {
    await expect(targetOf(url, reach)).rejects.toThrow(Unreachable)
  })
})
