import { describe, expect, it } from 'vitest'
import { peerNameOf } from '../peer/peer-name.js'
import { peerAddress } from './peer-address.js'

const [ME, RELAY] = [1, 2].map((n) => peerNameOf(new Uint8Array(32).fill(n)))

describe('the address of a peer', () => {
  it.each([
    ['/ip4/10.0.0.1/tcp/4001', `/ip4/10.0.0.1/tcp/4001/p2p/${ME}`],
    [`/ip4/10.0.0.1/tcp/4001/p2p/${ME}`, `/ip4/10.0.0.1/tcp/4001/p2p/${ME}`],
    ['/dns4/home.example/tcp/443/tls/ws', `/dns4/home.example/tcp/443/tls/ws/p2p/${ME}`],
    [`/ip4/10.0.0.1/tcp/1/p2p/${RELAY}/p2p-circuit`, `/ip4/10.0.0.1/tcp/1/p2p/${RELAY}/p2p-circuit/p2p/${ME}`],
    [`/ip4/10.0.0.1/tcp/4001/p2p/${RELAY}`, undefined],
    ['10.0.0.1:4001', undefined],
    [`/p2p/${ME}`, undefined],
    ['', undefined],
  ])('%s is %s', (text, address) => {
    expect(peerAddress(ME, text)?.toString()).toBe(address)
  })

  it('cannot be one of a peer without a sound name', () => {
    expect(peerAddress('nobody', '/ip4/10.0.0.1/tcp/4001')).toBeUndefined()
  })
})
