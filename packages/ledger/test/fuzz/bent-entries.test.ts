import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LONGEST_RUN } from '../../src/chain/vector.js'
import type { Body } from '../../src/entry/body.js'
import { ENTRY_KINDS } from '../../src/entry/body.js'
import type { Entry } from '../../src/entry/entry.js'
import { opensslScheme } from '../../src/openssl/openssl-scheme.js'
import { opensslSigner } from '../../src/openssl/openssl-signer.js'
import type { Reception } from '../../src/replica/reception.js'
import { Replica } from '../../src/replica/replica.js'
import type { SignatureScheme } from '../../src/signature/signature-scheme.js'
import { anyBody } from '../replica/any-body.js'
import { NETWORK, replicaOf, Scribe } from '../replica/scribe.js'
import { Bender, Tally } from './bender.js'

const bodies: readonly Body[] = ENTRY_KINDS.filter((kind) => kind !== 'reincarnate').flatMap((kind) =>
  fc.sample(anyBody(kind), { numRuns: 6, seed: 51 }),
)

const written = (scribes: readonly Scribe[]): Entry[] =>
  scribes.flatMap((scribe, i) => bodies.slice(i * 3, i * 3 + 20).map((body) => scribe.say(body)))

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

const nameOf = (reception: Reception): string =>
  'why' in reception ? `${reception.kind} ${reception.why}` : reception.kind

/** What bent bytes may come to: an entry that comes as it was may be taken in. */
const OUTCOMES = [
  'accepted',
  'historic',
  'ignored astray',
  'ignored equivocator',
  'ignored far-incarnation',
  'ignored too-many-open',
  'ignored unknown-author',
  'known',
  'parked',
  'refused bad-signature',
  'refused misfit',
  'refused not-canonical',
  'refused other-network',
  'refused too-long',
  'refused too-short',
]

/** Feeds bent entries to a replica and checks that it takes in nothing but what was really written. */
function bend(replica: Replica, entries: readonly Entry[], count: number, seed: number, onlyFlips = false): Tally {
  const bender = new Bender(seed)
  const tally = new Tally()
  const genuine = new Set(entries.map(({ wire }) => hex(wire)))
  for (let i = 0; i < count; i++) {
    const { wire } = bender.pick(entries)
    const reception = replica.receive(onlyFlips ? bender.flip(wire) : bentWire(bender, wire, entries, i))
    tally.count(nameOf(reception))
    // an id does not cover the signature: what is known by its id is what was kept before
    const kept = 'entries' in reception ? reception.entries : 'entry' in reception ? [reception.entry] : []
    if (kept.some((entry) => !genuine.has(hex(entry.wire)))) throw new Error('took in what nobody wrote')
  }
  return tally
}

function bentWire(bender: Bender, wire: Uint8Array, entries: readonly Entry[], i: number): Uint8Array {
  switch (i % 8) {
    case 0:
      return bender.flip(wire)
    case 1:
      return bender.splice(wire, bender.pick(entries).wire)
    case 2:
    case 3:
      return bender.cut(wire)
    case 4:
    case 5:
      return bender.nest(wire)
    case 6:
      return bender.bytes(bender.below(40))
    default:
      return bender.shift(wire)
  }
}

describe('a replica that is fed with bent entries', () => {
  const scribes = [1, 2, 3, 4, 5].map((account) => new Scribe(account))
  const entries = written(scribes)
  // half of every chain is known before
  const replica = replicaOf()
  for (const entry of entries) if (entry.seq <= 10) replica.receive(entry.wire)
  const size = replica.size

  it('takes in nothing but what was written, and gives a reason for each of 800,000', () => {
    const tally = bend(replica, entries, 800_000, 52)
    expect(tally.total).toBe(800_000)
    expect(OUTCOMES).toEqual(expect.arrayContaining(tally.names))
    expect(tally.counts.get('refused not-canonical')).toBeGreaterThan(300_000)
    expect(tally.counts.get('refused bad-signature')).toBeGreaterThan(40_000)
    expect(tally.counts.get('refused misfit')).toBeGreaterThan(1_000)
    expect(replica.size - size + replica.parked).toBeLessThanOrEqual(entries.length - size)
    expect(replica.proofs()).toEqual([])
  })

  it('does so with the signatures of OpenSSL', () => {
    const signers = [1, 2, 3].map((account) => opensslSigner(new Uint8Array(32).fill(account)))
    const real = written(signers.map((signer, i) => new Scribe(i, signer)))
    const roster = { author: (account: number) => signers[account] && { key: signers[account].key, incarnation: 0 } }
    const scheme: SignatureScheme = opensslScheme()
    const peer = new Replica({ network: NETWORK, roster, scheme })
    for (const entry of real) if (entry.seq <= 3) peer.receive(entry.wire)
    const tally = bend(peer, real, 3_000, 53, true)
    expect(tally.counts.get('refused bad-signature')).toBeGreaterThan(1_000)
    expect(peer.proofs()).toEqual([])
  })
})

describe('whoever signs what is no entry', () => {
  it('is refused, though the signature is good', () => {
    const bender = new Bender(54)
    const tally = new Tally()
    const replica = replicaOf()
    const scribe = new Scribe(1)
    const content = scribe.write().wire.slice(0, -64)
    const sign = scribe.signer.sign
    for (let i = 0; i < 50_000; i++) {
      // the signature of an entry is over its head; here over whatever the bytes are, as a sloppy signer would do it
      const bent = i % 2 === 0 ? bender.shift(content) : bender.nest(content)
      const wire = new Uint8Array(bent.length + 64)
      wire.set(bent)
      wire.set(sign(bent), bent.length)
      tally.count(nameOf(replica.receive(wire)))
    }
    expect(tally.counts.get('accepted')).toBeUndefined()
    expect(replica.size + replica.parked).toBe(0)
  })
})

describe('a member that floods', () => {
  const limits = { open: 500, parked: 50, total: 2_000 }

  it('fills its own places and no more, whatever it writes', () => {
    const bender = new Bender(55)
    const tally = new Tally()
    const replica = replicaOf(10, { limits })
    const branches = [new Scribe(1)]
    for (let i = 0; i < 20_000; i++) {
      const scribe = bender.pick(branches)
      const before = scribe.copy()
      const entry = bender.below(50) === 0 && scribe.incarnation < 3 ? scribe.reincarnate() : scribe.write(i)
      if (bender.below(10) === 0) branches.push(before)
      if (branches.length > 40) branches.splice(bender.below(branches.length), 1)
      // some never arrive, so that others have nothing to stand on
      if (bender.below(4) > 0) tally.count(nameOf(replica.receive(entry.wire)))
      if (replica.size > limits.open + limits.parked || replica.parked > limits.parked) throw new Error('out of bounds')
    }
    expect(tally.names).toEqual(expect.arrayContaining(['forked', 'ignored equivocator', 'ignored too-many-open']))
    const honest = new Scribe(2).writeMany(100)
    for (const { wire } of honest) expect(replica.receive(wire).kind).toBe('accepted')
  })

  it('with nine others that do leaves room for a round of who is honest', () => {
    const replica = replicaOf(20, { limits })
    for (let account = 0; account < 9; account++) {
      for (const { wire } of new Scribe(account).writeMany(600)) replica.receive(wire)
    }
    expect(replica.size).toBeLessThanOrEqual(limits.total + 5 * LONGEST_RUN)
    const honest = new Scribe(15).writeMany(LONGEST_RUN)
    for (const { wire } of honest) expect(replica.receive(wire).kind).toBe('accepted')
  })
})
