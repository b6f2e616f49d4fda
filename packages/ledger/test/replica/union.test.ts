import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Tip } from '../../src/chain/frontier.js'
import type { Entry } from '../../src/entry/entry.js'
import { convicted } from '../../src/replica/fork-proof.js'
import type { Replica } from '../../src/replica/replica.js'
import { plainScheme, plainSigner } from './plain-signature.js'
import { NETWORK, replicaOf, rosterOf, Scribe, tipOf } from './scribe.js'

/** What accounts do, by turns: write on, begin anew, or (the liars) write on from an earlier entry of theirs. */
interface Deed {
  readonly account: number
  readonly does: 'write' | 'reincarnate' | 'fork'
  readonly back: number
}

/** Accounts from here on may lie. */
const FIRST_LIAR = 3

const deed: fc.Arbitrary<Deed> = fc
  .record({
    account: fc.nat(5),
    does: fc.constantFrom('write', 'write', 'write', 'fork', 'reincarnate'),
    back: fc.nat(6),
  })
  .map((made) => (made.account < FIRST_LIAR && made.does === 'fork' ? { ...made, does: 'write' } : made))

/** At most one new life an account: the one after it waits for a certificate. */
function written(deeds: readonly Deed[]): Entry[] {
  const scribes = new Map<number, Scribe[]>()
  const entries: Entry[] = []
  for (const { account, does, back } of deeds) {
    const lived = scribes.get(account) ?? [new Scribe(account)]
    scribes.set(account, lived)
    const scribe = lived[Math.max(0, lived.length - 1 - (does === 'fork' ? back : 0))].copy()
    const anew = does === 'reincarnate' && scribe.incarnation === 0
    entries.push(anew ? scribe.reincarnate() : scribe.write(entries.length))
    lived.push(scribe)
  }
  return entries
}

const world = fc.array(deed, { maxLength: 40 }).map(written)

/** The entries in some order, some of them several times. */
const deliveries = (entries: readonly Entry[]): fc.Arbitrary<readonly Entry[]> =>
  fc
    .tuple(
      fc.shuffledSubarray([...entries], { minLength: entries.length }),
      fc.subarray([...entries]),
      fc.infiniteStream(fc.nat()),
    )
    .map(([all, again, chance]) => {
      const mixed = [...all]
      for (const entry of again) mixed.splice((chance.next().value ?? 0) % (mixed.length + 1), 0, entry)
      return mixed
    })

const scenario = world.chain((entries) => fc.tuple(fc.constant(entries), deliveries(entries), deliveries(entries)))

/** Delivers again and again what was ignored, as anti-entropy does, until nothing changes. */
function deliver(replica: Replica, entries: readonly Entry[]): Set<number> {
  const accused = new Set<number>()
  for (let before = -1; before !== replica.size; ) {
    before = replica.size
    for (const { wire } of entries) {
      const reception = replica.receive(wire)
      if (reception.kind !== 'forked') continue
      const author = convicted(reception.proof, NETWORK, (account) => plainSigner(account).key, plainScheme)
      if (author === undefined) throw new Error('a proof that convicts nobody')
      accused.add(author)
    }
  }
  return accused
}

/** Accounts that wrote two entries for one position, and the accounts that did not. */
function liarsOf(entries: readonly Entry[]): Set<number> {
  const ids = new Map<string, string>()
  const liars = new Set<number>()
  for (const { account, incarnation, seq, id } of entries) {
    const position = `${account}/${incarnation}/${seq}`
    if ((ids.get(position) ?? String(id)) !== String(id)) liars.add(account)
    ids.set(position, String(id))
  }
  return liars
}

const honest = (tips: readonly { readonly account: number }[], liars: ReadonlySet<number>) =>
  tips.filter(({ account }) => !liars.has(account))

describe('any two deliveries of the same entries', () => {
  it('give the same frontier of honest accounts and the same vector, and accuse exactly the liars', () => {
    fc.assert(
      fc.property(scenario, ([entries, one, other]) => {
        const [left, right] = [replicaOf(), replicaOf()]
        const accused = deliver(left, one)
        expect(deliver(right, other)).toEqual(accused)
        const liars = liarsOf(entries)
        expect(accused).toEqual(liars)
        expect(left.vector()).toEqual(right.vector())
        expect(honest(left.frontier(), liars)).toEqual(honest(right.frontier(), liars))
        expect(left.parked + right.parked).toBe(0)
      }),
      { numRuns: 150, seed: 11 },
    )
  })

  it('hold the same whole chains of honest accounts, and of liars all up to where they first lied', () => {
    fc.assert(
      fc.property(scenario, ([entries, one]) => {
        const replica = replicaOf()
        deliver(replica, one)
        const liars = liarsOf(entries)
        for (const entry of entries) {
          if (!liars.has(entry.account)) expect(replica.find(entry, entry.id)?.wire).toEqual(entry.wire)
        }
        for (const run of replica.vector()) {
          const { account, incarnation, from, ids } = run
          ids.forEach((id, i) => {
            const here = entries.filter(
              (e) => e.account === account && e.incarnation === incarnation && e.seq === from + i,
            )
            expect(here.map((entry) => entry.id)).toEqual([id])
          })
        }
      }),
      { numRuns: 100, seed: 12 },
    )
  })
})

describe('a certificate between deliveries', () => {
  /** Some entry of each account, with its whole path. */
  const certified = world.chain((entries) =>
    fc.tuple(
      fc.constant(entries),
      deliveries(entries),
      fc.array(fc.nat(), { minLength: 6, maxLength: 6 }),
      fc.nat({ max: 60 }),
    ),
  )
  const roster = rosterOf(10)

  function frontierOf(entries: readonly Entry[], picks: readonly number[]): { tips: Tip[]; paths: Entry[] } {
    const byId = new Map(entries.map((entry) => [String(entry.id), entry]))
    const tips: Tip[] = []
    const paths: Entry[] = []
    picks.forEach((pick, account) => {
      const own = entries.filter((entry) => entry.account === account)
      if (own.length === 0 || pick % 4 === 0) return
      const tip = own[pick % own.length]
      tips.push(tipOf(tip))
      const path: Entry[] = []
      for (let at: Entry | undefined = tip; at; at = byId.get(String(at.prev))) path.push(at)
      paths.push(...path.reverse())
    })
    return { tips, paths }
  }

  it('that comes early, with what it certifies fetched by name, leaves the same as one that comes last', () => {
    fc.assert(
      fc.property(certified, ([entries, order, picks, when]) => {
        const { tips, paths } = frontierOf(entries, picks)
        const listed = new Set(paths.map(({ id }) => String(id)))
        const fetch = (replica: Replica) => {
          for (const { wire } of paths) replica.receive(wire, (id) => listed.has(String(id)))
          return replica.certify(tips, roster)
        }
        const [early, late] = [replicaOf(), replicaOf()]
        for (const { wire } of order.slice(0, when)) early.receive(wire)
        const first = fetch(early)
        deliver(early, order)
        deliver(late, order)
        const last = fetch(late)
        deliver(late, order)
        expect(first.entries).toEqual(last.entries)
        expect(first.entries.map(({ id }) => String(id)).sort()).toEqual([...listed].sort())
        expect(early.certified()).toEqual(tips)
        expect(late.certified()).toEqual(tips)
        expect(early.vector()).toEqual(late.vector())
        const liars = liarsOf(entries)
        expect(honest(early.frontier(), liars)).toEqual(honest(late.frontier(), liars))
        expect(honest(last.voided, liars).every((entry) => isLeftBehind(entry, tips))).toBe(true)
      }),
      { numRuns: 150, seed: 13 },
    )
  })

  /** An honest account loses only what it left uncertified in a former life. */
  const isLeftBehind = ({ account }: { readonly account: number }, tips: readonly Tip[]) =>
    tips.some((tip) => tip.account === account && tip.incarnation === 1)

  it('and another one on top of it lose nothing that was certified, and every replica has the same', () => {
    fc.assert(
      fc.property(certified, ([entries, order, picks]) => {
        const replica = replicaOf()
        deliver(replica, order)
        const { tips } = frontierOf(
          entries.filter(({ account }) => !liarsOf(entries).has(account)),
          picks,
        )
        const first = replica.certify(tips, roster)
        const second = replica.certify(
          replica.frontier().filter(({ account }) => account < FIRST_LIAR),
          roster,
        )
        const kept = [...first.entries, ...second.entries]
        expect(new Set(kept).size).toBe(kept.length)
        for (const { account, incarnation, seq, id } of replica.certified()) {
          const last = kept.filter((entry) => entry.account === account).at(-1)
          expect(last).toMatchObject({ incarnation, seq, id })
        }
      }),
      { numRuns: 100, seed: 14 },
    )
  })
})
