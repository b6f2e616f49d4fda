import { describe, expect, it } from 'vitest'
import { decodeCanonical, sameBytes } from '../../src/cbor/canonical-cbor.js'
import { decodeFrontier, encodeFrontier, frontierRoot } from '../../src/chain/frontier.js'
import { decodeVector, encodeVector } from '../../src/chain/vector.js'
import { signedHeadOf } from '../../src/entry/entry-codec.js'
import { convicted, forkProof } from '../../src/replica/fork-proof.js'
import { framesOf } from '../../src/sync/message/frames.js'
import type { SyncMessage } from '../../src/sync/message/sync-message.js'
import { SyncSession } from '../../src/sync/sync-session.js'
import { plainScheme, plainSigner } from '../replica/plain-signature.js'
import { NETWORK, Scribe } from '../replica/scribe.js'
import { Desk } from '../sync/desk.js'
import { Bender, Tally } from './bender.js'

function bentBytes(bender: Bender, from: Uint8Array, i: number): Uint8Array {
  switch (i % 4) {
    case 0:
      return bender.shift(from)
    case 1:
      return bender.cut(from)
    default:
      return bender.flip(from)
  }
}

describe('bent frontiers and vectors', () => {
  it('are read as something that is written the same way, or not at all, in 100,000 tries', () => {
    const bender = new Bender(61)
    const tips = Array.from({ length: 6 }, (_, account) => ({
      account,
      incarnation: 0,
      seq: 300,
      id: bender.bytes(32),
    }))
    const runs = tips.map(({ account, id }) => ({ account, incarnation: 0, from: 7, ids: [id, bender.bytes(32)] }))
    const [frontier, vector] = [encodeFrontier(tips), encodeVector(runs)]
    let read = 0
    let strays = 0
    for (let i = 0; i < 50_000; i++) {
      const bent = [bentBytes(bender, frontier, i), bentBytes(bender, vector, i)]
      const [tipsRead, runsRead] = [decodeFrontier(bent[0]), decodeVector(bent[1])]
      if (tipsRead !== undefined) strays += sameBytes(encodeFrontier(tipsRead), bent[0]) ? 0 : 1
      if (runsRead !== undefined) strays += sameBytes(encodeVector(runsRead), bent[1]) ? 0 : 1
      if (tipsRead !== undefined || runsRead !== undefined) read++
    }
    expect(strays).toBe(0)
    // a bit of an id may be any
    expect(read).toBeGreaterThan(10_000)
  })
})

describe('bent proofs', () => {
  it('convict nobody who wrote one entry a position, in 40,000 tries', () => {
    const bender = new Bender(62)
    const scribe = new Scribe(1)
    const heads = scribe.writeMany(20).map(signedHeadOf)
    const foreign = forkProof(new Scribe(2).write(1), new Scribe(2).write(2))
    const keyOf = (account: number) => plainSigner(account).key
    let convictions = 0
    for (let i = 0; i < 40_000; i++) {
      const [one, other] = [bender.pick(heads), bender.pick([...heads, ...foreign.heads])]
      const bent = {
        head: i % 3 === 0 ? bender.flip(other.head) : i % 3 === 1 ? bender.splice(one.head, other.head) : other.head,
        signature: i % 5 === 0 ? bender.flip(other.signature) : other.signature,
      }
      const pair = i % 2 === 0 ? ([one, bent] as const) : ([bent, one] as const)
      if (convicted({ kind: 'evidence', heads: pair }, NETWORK, keyOf, plainScheme) !== undefined) convictions++
    }
    expect(convictions).toBe(0)
    expect(convicted(foreign, NETWORK, keyOf, plainScheme)).toBe(2)
  })
})

describe('a session that hears bent frames', () => {
  const scribe = new Scribe(1)
  const entries = scribe.writeMany(8)
  const names = entries.map(({ account, incarnation, seq, id }) => ({ account, incarnation, seq, id }))
  const id = entries[0].id
  const heard: SyncMessage[] = [
    { kind: 'hello', version: 1, network: NETWORK, height: 7, certificate: new Uint8Array(8), root: id },
    {
      kind: 'hello',
      version: 1,
      network: NETWORK,
      height: 7,
      certificate: new Uint8Array(8),
      root: new Uint8Array(32),
    },
    { kind: 'frontier', from: 0, to: 2 ** 31 - 1, tips: [names[7]] },
    { kind: 'ahead', tips: [names[4]] },
    { kind: 'want', request: 1, ranges: [{ account: 1, incarnation: 0, from: 1, to: 300 }] },
    { kind: 'want-ids', request: 2, entries: names },
    { kind: 'entries', request: 1, more: false, wires: entries.map(({ wire }) => wire) },
    { kind: 'want-decisions', request: 3, from: 1, to: 9 },
    { kind: 'decisions', request: 1, more: false, decisions: [{ height: 8, bytes: new Uint8Array(50) }] },
    { kind: 'want-vectors', request: 4, roots: [id] },
    { kind: 'vectors', request: 1, more: true, vectors: [id] },
    { kind: 'want-messages', request: 6, summary: id },
    { kind: 'messages', request: 1, height: 8, messages: [id, id] },
    { kind: 'evidence', proofs: [forkProof(entries[0], new Scribe(1).write(3))] },
    { kind: 'want-snapshot', request: 5, height: 48, part: 0 },
    { kind: 'snapshot', request: 1, height: 48, part: 0, parts: 1, bytes: id },
    { kind: 'fragment', more: true, bytes: new Uint8Array(20_000) },
    { kind: 'want-proof', request: 6, of: 'results', account: 1, from: 7, to: 9 },
    { kind: 'proof', request: 1, more: false, proofs: [{ height: 8, bytes: id }] },
    { kind: 'entries', request: 0, more: false, wires: [entries[0].wire] },
  ]
  const frames = heard.flatMap((message) => framesOf(message))

  it('never throws, sends only whole frames and keeps within its bounds, in 60,000 tries', () => {
    const bender = new Bender(63)
    const tally = new Tally()
    const desk = new Desk()
    let session = new SyncSession(desk)
    let now = 0
    for (let i = 0; i < 60_000; i++) {
      if (i % 500 === 0) session = new SyncSession(desk)
      if (i % 50 === 0) session.compare(now)
      now += bender.below(100)
      const frame = bender.pick(frames)
      // large frames are rarely bent: it is the small ones that say something
      const bent = i % 3 === 0 || frame.length > 5_000 ? frame : bentBytes(bender, frame, i)
      for (const action of session.take(bent, now)) {
        tally.count(action.do === 'blame' ? `${action.do} ${action.fault}` : action.do)
        if (action.do === 'send' && decodeCanonical(action.frame) === undefined)
          throw new Error('sent what nobody reads')
        if (action.do === 'answer' && bender.below(2) === 0)
          session.give({ kind: 'vectors', request: action.ask.request, vectors: [] }, now)
      }
      if (session.waiting > 4) throw new Error('asks for too much at a time')
    }
    expect(tally.names).toEqual(
      expect.arrayContaining(['answer', 'blame malformed', 'blame unasked', 'compared', 'hear', 'note', 'send']),
    )
    // what it took in are the entries that were really written
    const tip = desk.replica.tip(1)
    expect(tip === undefined || names.some(({ seq }) => seq === tip.seq)).toBe(true)
    expect(desk.replica.proofs()).toEqual([])
    expect(frontierRoot(desk.replica.frontier())).toHaveLength(32)
  })
})
