import { describe, expect, it } from 'vitest'
import type { Tip } from '../../src/chain/frontier.js'
import { LARGEST_ACCOUNT } from '../../src/entry/entry.js'
import { framesOf } from '../../src/sync/message/frames.js'
import { readSync } from '../../src/sync/message/sync-codec.js'
import { SYNC_VERSION, type SyncMessage } from '../../src/sync/message/sync-message.js'
import type { SyncAction } from '../../src/sync/sync-action.js'
import { SyncSession } from '../../src/sync/sync-session.js'
import { plainSigner } from '../replica/plain-signature.js'
import { NETWORK, Scribe, tipOf } from '../replica/scribe.js'
import { Desk } from './desk.js'

/** A session whose neighbour says whatever the test makes it say. */
class Victim {
  readonly desk = new Desk()
  readonly session = new SyncSession(this.desk)
  now = 0

  hear(message: SyncMessage): SyncAction[] {
    return framesOf(message).flatMap((frame) => this.session.take(frame, this.now))
  }

  /** The neighbour claims to have these. @returns what it is asked for. */
  claim(tips: readonly Tip[]): SyncMessage[] {
    // of two roots the higher one waits for the other's frontier: one of these two is above
    const roots = [new Uint8Array(32), new Uint8Array(32).fill(255)]
    const said = this.hear({ ...hello, root: roots[0] })
    if (sent(said).some(({ kind }) => kind === 'frontier')) throw new Error('no root is below zero')
    return sent(this.hear({ kind: 'frontier', from: 0, to: LARGEST_ACCOUNT, tips }))
  }
}

const hello = {
  kind: 'hello',
  version: SYNC_VERSION,
  network: NETWORK,
  height: 0,
  certificate: new Uint8Array(8),
  root: new Uint8Array(32),
} as const

const sent = (actions: readonly SyncAction[]): SyncMessage[] =>
  actions.flatMap((action) => (action.do === 'send' ? (readSync(action.frame) as SyncMessage) : []))

const blamed = (actions: readonly SyncAction[]) =>
  actions.flatMap((action) => (action.do === 'blame' ? `${action.fault} ${action.detail}` : []))

const wants = (messages: readonly SyncMessage[]) => messages.filter((message) => message.kind === 'want')

const claimed = (account: number, seq: number): Tip => ({
  account,
  incarnation: 0,
  seq,
  id: new Uint8Array(32).fill(7),
})

describe('a neighbour that lies', () => {
  it('about what it has is asked once a comparison, and then for nothing that it did not give', () => {
    const victim = new Victim()
    const tips = [0, 1, 2].map((account) => claimed(account, 4_000_000_000))
    const asked = wants(victim.claim(tips))
    expect(asked).toMatchObject([{ ranges: [{ to: 10_000 }, { to: 10_000 }, { to: 10_000 }] }])
    expect(wants(sent(victim.hear({ kind: 'entries', request: 1, more: false, wires: [] })))).toEqual([])
    expect(wants(victim.claim(tips))).toEqual([])
    victim.now = 15_000
    victim.session.compare(victim.now)
    expect(wants(victim.claim(tips))).toHaveLength(1)
  })

  it('by answering what it was not asked, or more than it was asked, is blamed and nothing is taken in', () => {
    const victim = new Victim()
    const entries = new Scribe(0).writeMany(5)
    const wires = entries.map(({ wire }) => wire)
    expect(blamed(victim.hear({ kind: 'entries', request: 7, more: false, wires }))).toEqual(['unasked entries'])
    victim.claim([tipOf(entries[1])])
    expect(blamed(victim.hear({ kind: 'entries', request: 1, more: false, wires }))).toEqual(['unasked entries'])
    expect(blamed(victim.hear({ kind: 'entries', request: 1, more: false, wires: [] }))).toEqual(['unasked entries'])
    expect(blamed(victim.hear({ kind: 'ahead', tips: [] }))).toEqual(['unasked ahead'])
    for (const [kind, items] of [
      ['decisions', { decisions: [] }],
      ['vectors', { vectors: [] }],
      ['messages', { height: 1, messages: [] }],
      ['snapshot', { height: 1, part: 0, parts: 0, bytes: new Uint8Array() }],
      ['proof', { proofs: [] }],
    ] as const) {
      const answer = { kind, request: 3, more: false, ...items } as SyncMessage
      expect(blamed(victim.hear(answer))).toEqual([`unasked ${kind}`])
    }
    expect(victim.desk.received).toBe(0)
  })

  it('by handing in more entries than an author writes, or forged ones, is blamed', () => {
    const victim = new Victim()
    const wires = new Scribe(0).writeMany(65).map(({ wire }) => wire)
    const handIn = (some: readonly Uint8Array[]) =>
      blamed(victim.hear({ kind: 'entries', request: 0, more: false, wires: some }))
    expect(handIn(wires)).toEqual(['unasked entries'])
    expect(handIn(wires.slice(0, 40))).toEqual([])
    expect(victim.desk.replica.size).toBe(40)
    expect(handIn(wires.slice(40))).toEqual(['unasked entries'])
    victim.now = 1_000
    expect(handIn(new Scribe(1, plainSigner(5)).writeMany(1).map(({ wire }) => wire))).toEqual([
      'bad-entry bad-signature',
    ])
    expect(handIn(wires.slice(40, 64))).toEqual([])
    expect(victim.desk.replica.size).toBe(64)
  })

  it('by an answer of empty parts without an end is cut short', () => {
    const victim = new Victim()
    victim.claim([claimed(0, 5)])
    expect(blamed(victim.hear({ kind: 'entries', request: 1, more: true, wires: [] }))).toEqual(['unasked entries'])
    expect(victim.session.waiting).toBe(0)
  })

  it('by forged entries is blamed for each', () => {
    const victim = new Victim()
    const forged = new Scribe(0, plainSigner(5)).writeMany(2)
    victim.claim([tipOf(forged[1])])
    const wires = [...forged.map(({ wire }) => wire), new Uint8Array(99)]
    const actions = victim.hear({ kind: 'entries', request: 1, more: false, wires })
    expect(blamed(actions)).toEqual(['bad-entry bad-signature', 'bad-entry bad-signature', 'bad-entry not-canonical'])
    expect(victim.desk.replica.size).toBe(0)
  })

  it('by silence is asked less and less, and as before once it answers', () => {
    const victim = new Victim()
    const question = { kind: 'want-vectors', roots: [new Uint8Array(32)] } as const
    let asked = 0
    let last = 0
    for (victim.now = 0; victim.now < 600_000; victim.now += 250) {
      if (victim.session.ask(question, victim.now) === undefined) continue
      last = ++asked
    }
    expect(asked).toBeLessThan(20)
    expect(victim.session.waiting).toBeLessThanOrEqual(4)
    victim.hear({ kind: 'vectors', request: last, more: false, vectors: [] })
    expect(victim.session.ask(question, victim.now)).toBeDefined()
  })

  it('is never asked more than four things at a time', () => {
    const victim = new Victim()
    const question = { kind: 'want-decisions', from: 1, to: 2 } as const
    const answers = [1, 2, 3, 4, 5, 6].map(() => victim.session.ask(question, 0) !== undefined)
    expect(answers).toEqual([true, true, true, true, false, false])
  })

  it('by asking without end gets so many bytes a second, and is answered all the same', () => {
    const victim = new Victim()
    victim.desk.write(new Scribe(0).writeMany(1200))
    const want = { kind: 'want', request: 0, ranges: [{ account: 0, incarnation: 0, from: 1, to: 1200 }] } as const
    const given = (request: number) => {
      const before = victim.session.traffic.sentBytes
      const answers = sent(victim.hear({ ...want, request }))
      expect(answers.at(-1)).toMatchObject({ kind: 'entries', request, more: false })
      return victim.session.traffic.sentBytes - before
    }
    let bytes = 0
    for (let request = 1; request <= 300; request++) bytes += given(request)
    expect(bytes).toBeLessThan(17 * 2 ** 20)
    victim.now = 1000
    bytes = 0
    for (let request = 301; request <= 400; request++) bytes += given(request)
    expect(bytes).toBeGreaterThan(0.5 * 2 ** 20)
    expect(bytes).toBeLessThan(2.1 * 2 ** 20)
  })

  it('by asking for what only the store has keeps it busy with four answers at a time', () => {
    const victim = new Victim()
    const actions: SyncAction[] = []
    for (let request = 1; request <= 9; request++)
      actions.push(...victim.hear({ kind: 'want-decisions', request, from: 1, to: 9 }))
    expect(actions.filter((action) => action.do === 'answer')).toHaveLength(4)
    const refused = sent(actions)
    expect(refused).toHaveLength(5)
    expect(refused[0]).toEqual({ kind: 'decisions', request: 5, more: false, decisions: [] })
    victim.session.give({ kind: 'decisions', request: 1, decisions: [] }, 0)
    expect(victim.hear({ kind: 'want-snapshot', request: 10, height: 3, part: 0 })).toMatchObject([{ do: 'answer' }])
  })

  it('by greeting without end is answered some times a second', () => {
    const victim = new Victim()
    let answers = 0
    for (let i = 0; i < 1000; i++) answers += sent(victim.hear({ ...hello, root: new Uint8Array(32).fill(i) })).length
    expect(answers).toBeLessThan(20)
  })

  it('by frontiers that nobody awaits, or with a gap, is blamed', () => {
    const victim = new Victim()
    const part = { kind: 'frontier', from: 0, to: 9, tips: [] } as const
    expect(blamed(victim.hear(part))).toEqual(['unasked frontier'])
    victim.hear(hello)
    expect(blamed(victim.hear(part))).toEqual([])
    expect(blamed(victim.hear({ ...part, from: 11, to: 12 }))).toEqual(['unasked frontier'])
    expect(blamed(victim.hear({ ...part, from: 10, to: LARGEST_ACCOUNT }))).toEqual([])
  })

  it('of another community, or of another version, is heard no more', () => {
    for (const other of [{ network: new Uint8Array(8) }, { version: 2 }]) {
      const victim = new Victim()
      const actions = victim.hear({ ...hello, ...other })
      expect(blamed(actions)).toHaveLength(1)
      expect(sent(actions)).toEqual([])
      expect(victim.hear(hello)).toEqual([])
      expect(victim.session.compare(0)).toEqual([])
      expect(victim.session.ask({ kind: 'want-decisions', from: 1, to: 1 }, 0)).toBeUndefined()
    }
  })

  it('by proofs without end has one an account looked at', () => {
    const victim = new Victim()
    const scribe = new Scribe(1)
    const proofs = Array.from({ length: 50 }, (_, i) => {
      const head = { head: scribeHead(scribe.copy(), i), signature: new Uint8Array(64) }
      return { kind: 'evidence', heads: [head, head] } as const
    })
    expect(victim.hear({ kind: 'evidence', proofs })).toMatchObject([{ do: 'hear', message: { proofs: [proofs[0]] } }])
    expect(victim.hear({ kind: 'evidence', proofs })).toEqual([])
  })
})

const scribeHead = (scribe: Scribe, energy: number): Uint8Array => {
  const desk = new Desk()
  const twin = scribe.copy()
  desk.write([scribe.write(energy), twin.write(energy + 1)])
  return desk.replica.proofs()[0].heads[0].head
}
