import type { Clock } from '@jazzgrid/units'
import type { Libp2pInit } from 'libp2p'
import type { RedialOptions } from '../redial/redial-supervisor.js'
import type { Admission } from '../transport.js'

export interface Libp2pSettings {
  /** The peer's Ed25519 private key (RFC 8032 seed, 32 bytes): the one that signs its entries. Its peer id follows. */
  readonly seed: Uint8Array

  /** The community: a peer of another one is hung up at its hello. 1 to 255 bytes of UTF-8. */
  readonly network: string

  /** All topics that will ever be used. */
  readonly topics: readonly string[]

  /** Who may connect; nobody by default. Can be changed later by `admit`. */
  readonly admitted?: Admission

  /**
   * Multiaddrs to listen on, such as `/ip4/0.0.0.0/tcp/4001` or `/ip4/0.0.0.0/tcp/4002/ws`. None by default: a vehicle
   * only dials out.
   */
  readonly listen?: readonly string[]

  /** Multiaddrs under which others find this peer, where those differ from what it listens on (behind a router). */
  readonly announce?: readonly string[]

  /** Find members in the local network by multicast DNS. */
  readonly mdns?: boolean

  /**
   * Relays are not needed where always-on members can be dialled. `use` lets this peer listen on
   * `/<address of a member>/p2p-circuit`, `serve` also relays for members.
   */
  readonly relay?: 'use' | 'serve'

  /** Keeps the addresses of peers over a restart; in memory by default. */
  readonly datastore?: NonNullable<Libp2pInit['datastore']>

  readonly redial?: Partial<RedialOptions>

  /** Bytes that may wait for one peer. */
  readonly queueLimit?: number

  /** For scores and redialling; libp2p itself runs on the clock of the machine. */
  readonly clock?: Clock

  /** Hears what handlers throw. A transport never stops for it. */
  readonly onFault: (error: unknown) => void
}
