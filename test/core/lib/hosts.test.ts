import { expect, test } from 'vitest'
import { isLoopback, plainHost } from '../../../src/core/lib/hosts.ts'

const hostname = (host: string) => new URL(`http://${host}/`).hostname

test.for([
  '127.0.0.1',
  '127.255.0.9',
  '127.1',
  '0x7f.1',
  '2130706433',
  'localhost',
  'LocalHost',
  'localhost.',
  'a.localhost',
  '[::1]',
  '[::ffff:127.0.0.1]',
])('%s is this machine', (host) => {
  expect(isLoopback(hostname(host))).toBe(true)
})

test.for([
  '0.0.0.0',
  '[::]',
  '10.0.0.1',
  '128.0.0.1',
  '126.255.255.255',
  '127.0.0.1.example',
  'localhost.example',
  'notlocalhost',
  'ip6-localhost',
  '[::2]',
  '[::ffff:8.8.8.8]',
  '[fe80::1]',
  'xn--locahost-5bf',
])('%s is not', (host) => {
  expect(isLoopback(hostname(host))).toBe(false)
})

test('a host has one spelling', () => {
  expect(['GPU.Lan.', '[FE80::1]', '192.168.1.20'].map((host) => plainHost(hostname(host)))).toEqual([
    'gpu.lan',
    'fe80::1',
    '192.168.1.20',
  ])
})
