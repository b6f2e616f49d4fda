import { describe, expect, it } from 'vitest'
import { frontierRoot, type Tip } from '../../src/chain/frontier.js'
import type { Entry } from '../../src/entry/entry.js'
import { framesOf } from '../../src/sync/message/frames.js'
import { readSync } from '../../src/sync/message/sync-codec.js'
import { SyncSession } from '../../src/sync/sync-session.js'
import { rosterOf, Scribe, tipOf } from '../replica/scribe.js'
import { Desk, Link } from './desk.js'

/** A frontier of 100 accounts has 4.2 kB. */
const FRONTIER = 5_000
/** An entry of about 190 bytes, with its share of tips and ranges. */
const EACH = 300

const ACCOUNTS = 100

/** 100 accounts with 980 certified entries each, and open ones on top. */
function community(open: number) {
  const scribes = Array.from({ length: ACCOUNTS }, (_, account) => {
    const scribe = new Scribe(account)
    scribe.seq = 980
    scribe.prev = new Uint8Array(32).fill(account + 1)
    return scribe
  })
  const certified: Tip[] = scribes.map((scribe) => scribe.tip)
  return { scribes, certified, entries: scribes.map((scribe) => scribe.writeMany(open)) }
}

const roots = ({ desks }: Link) => desks.map(({ replica }) => String(frontierRoot(replica.frontier())))

describe('two peers with 100,000 entries, 98,000 of them certified', () => {
  const { scribes, certified, entries } = community(20)
  const desk = () => {
    const made = new Desk(ACCOUNTS, { certified })
    for (const chain of entries) made.write(chain)
    return made
  }

  it('that hold the same find it out with two hellos', () => {
    const link = new Link(desk(), desk())
    link.compare(0)
    link.run(0)
    expect(link.bytes).toBeLessThan(150)
    expect(link.desks.map(({ compared }) => compared.length)).toEqual([1, 1])
  })

  it.each([1, 10, 100, 1000])('and %i of them on one side only exchange a frontier and what is missing', (missing) => {
    const link = new Link(desk(), desk())
    const copies = scribes.map((scribe) => scribe.copy())
    for (let i = 0; i < missing; i++) {
      // some here, some there: whole accounts on either side
      const account = (i * 37) % ACCOUNTS
      link.desks[account % 2].write([copies[account].write(i)])
    }
    const before = link.desks.map(({ received }) => received)
    link.compare(0)
    link.run(0)
    const [left, right] = roots(link)
    expect(left).toBe(right)
    const given = link.desks.map(({ received }, i) => received - before[i])
    expect(given[0] + given[1]).toBe(missing)
    expect(link.bytes).toBeLessThan(FRONTIER + EACH * missing)
    expect(link.desks.flatMap(({ blamed }) => blamed)).toEqual([])
  })

  it('cost no more when only one of them begins, or when gossip brought a part in the meantime', () => {
    const link = new Link(desk(), desk())
    const news = scribes[7].copy().writeMany(200)
    link.desks[1].write(news)
    link.compare(0, [0])
    link.desks[0].write(news.slice(0, 100))
    link.run(0)
    expect(new Set(roots(link)).size).toBe(1)
    expect(link.bytes).toBeLessThan(FRONTIER + EACH * 100)
  })
})

describe('a peer whose neighbour is certificates ahead', () => {
  it('gets the certified entries from its store, and the open ones after them', () => {
    const ahead = new Desk()
    const behind = new Desk()
    const chains = [0, 1, 2].map((account) => new Scribe(account).writeMany(40))
    for (const chain of chains) {
      ahead.write(chain)
      behind.write(chain.slice(0, 5))
    }
    ahead.certify(
      chains.map((chain) => tipOf(chain[29])),
      rosterOf(10),
    )
    const link = new Link(ahead, behind)
    link.compare(0)
    link.run(0)
    expect(behind.replica.frontier()).toEqual(ahead.replica.frontier())
    expect(behind.received - 15).toBe(105)
    expect(behind.heard).toContainEqual({ do: 'note', standing: { height: 1, certificate: new Uint8Array(8) } })
  })

  it('gets both in one answer, in the order of the chain', () => {
    const ahead = new Desk()
    const chain = new Scribe(0).writeMany(20)
    ahead.write(chain)
    ahead.certify([tipOf(chain[11])], rosterOf(10))
    const session = new SyncSession(ahead)
    const range = { account: 0, incarnation: 0, from: 3, to: 99 }
    const [read] = framesOf({ kind: 'want', request: 5, ranges: [range] }).flatMap((frame) => session.take(frame, 0))
    expect(read).toEqual({ do: 'read', request: 5, portion: { ranges: [{ ...range, to: 12 }], names: [] } })
    if (read.do !== 'read') throw new Error('nothing to read')
    const [answer] = session.giveEntries(5, ahead.read(read))
    if (answer.do !== 'send') throw new Error('nothing sent')
    const wires = chain.slice(2).map(({ wire }) => wire)
    expect(readSync(answer.frame)).toEqual({ kind: 'entries', request: 5, more: false, wires })
  })

  it('asks for more than an answer holds until it has it all, every account in its turn', () => {
    const [full, empty] = [new Desk(), new Desk()]
    const chains = [3000, 10, 10].map((count, account) => new Scribe(account).writeMany(count))
    for (const chain of chains) full.write(chain)
    const link = new Link(full, empty)
    link.compare(0)
    // two hellos, a frontier, its answer, the first request, one answer in four frames
    link.run(0, 9)
    const heights = empty.replica.frontier().map(({ seq }) => seq)
    expect(heights.slice(1)).toEqual([10, 10])
    expect(heights[0]).toBeLessThan(1100)
    link.run(0)
    expect(empty.replica.frontier()).toEqual(full.replica.frontier())
    expect(empty.received).toBe(3020)
  })
})

describe('two peers that hold other branches of a liar', () => {
  function split(trunk: number, branch: number) {
    const scribe = new Scribe(1)
    const [one, other] = [new Desk(), new Desk()]
    const shared = scribe.writeMany(trunk)
    const liar = scribe.copy()
    const branches: Entry[][] = [scribe.writeMany(branch, 1), liar.writeMany(branch, 2)]
    one.write([...shared, ...branches[0]])
    other.write([...shared, ...branches[1]])
    return new Link(one, other)
  }

  it.each([
    [0, 1],
    [5, 3],
    [200, 1],
    [10, 140],
  ])('both come to hold the proof (%i entries before the fork, %i behind it)', (trunk, branch) => {
    const link = split(trunk, branch)
    link.compare(0)
    link.run(0)
    for (const { replica } of link.desks) expect(replica.proofs()).toHaveLength(1)
    expect(link.desks[0].replica.proofs()).toEqual(link.desks[1].replica.proofs())
    expect(link.desks[0].replica.vector()).toEqual(link.desks[1].replica.vector())
    expect(link.desks.flatMap(({ blamed }) => blamed)).toEqual([])
  })

  it('ask for no more of it from then on', () => {
    const link = split(5, 3)
    link.compare(0)
    link.run(0)
    const { received } = link.desks[0]
    for (let now = 15_000; now < 60_000; now += 15_000) {
      link.compare(now)
      link.run(now)
    }
    expect(link.desks[0].received).toBe(received)
  })

  it('and one that has seen the lie tells one that has not', () => {
    const scribe = new Scribe(1)
    const liar = scribe.copy()
    const [one, other] = [new Desk(), new Desk()]
    const entry = scribe.write(1)
    one.write([entry, liar.write(2)])
    other.write([entry])
    const link = new Link(one, other)
    link.compare(0)
    link.compare(0)
    link.run(0)
    const told = other.heard.filter((action) => action.do === 'hear' && action.message.kind === 'evidence')
    expect(told).toHaveLength(1)
  })
})

describe('entries that wait for others, which gossip brought', () => {
  it('are asked for at once, or as soon as the neighbour can be asked', () => {
    const chain = new Scribe(3).writeMany(5)
    const [behind, ahead] = [new Desk(), new Desk()]
    ahead.write(chain)
    const { missing } = behind.takeIn([chain[4].wire])
    const session = new SyncSession(behind)
    const asked = (actions: ReturnType<SyncSession['take']>) =>
      actions.flatMap((action) => (action.do === 'send' ? [readSync(action.frame)] : []))
    expect(asked(session.seek(missing, 0))).toMatchObject([{ kind: 'want', ranges: [{ account: 3, from: 1, to: 4 }] }])
    expect(asked(session.seek(missing, 0))).toEqual([])

    const busy = new SyncSession(behind)
    const question = { kind: 'want-vectors', roots: [new Uint8Array(32)] } as const
    for (let i = 0; i < 4; i++) busy.ask(question, 0)
    expect(busy.seek(missing, 0)).toEqual([])
    busy.take(framesOf({ kind: 'vectors', request: 1, more: false, vectors: [] })[0], 10)
    expect(asked(busy.seek([], 10))).toMatchObject([{ kind: 'want', ranges: [{ account: 3, from: 1, to: 4 }] }])
  })
})
