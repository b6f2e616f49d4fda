import { type Decision, decodeDecision, encodeDecision } from '@jazzgrid/consensus'
import { type MemoryStore, readEntry, type StoreWrite, signEntry } from '@jazzgrid/ledger'
import { opensslScheme, opensslSigner } from '@jazzgrid/ledger/openssl'
import { beforeEach, describe, expect, it } from 'vitest'
import { LONE, loneLedger, SEED } from '../../test/lone-home.js'
import { auditLedger } from './ledger-audit.js'

const scheme = opensslScheme()
const ROUNDS = 5
let store: MemoryStore

const audit = () => auditLedger(store, LONE, scheme)
const put = (...batch: StoreWrite[]) => store.write(batch, 'synced')

async function decisionAt(height: number): Promise<Decision> {
  return decodeDecision((await store.record('decision', height)) as Uint8Array) as Decision
}

const putDecision = (height: number, bytes: Uint8Array) =>
  put({ put: 'record', kind: 'decision', number: height, bytes })

async function entryAt(seq: number) {
  const [wire] = await store.at({ account: 0, incarnation: 0, seq })
  const entry = readEntry(wire)
  if ('reason' in entry) throw new Error(entry.reason)
  return entry
}

describe('the audit of a ledger', () => {
  beforeEach(async () => {
    store = await loneLedger(ROUNDS)
  })

  it('finds a sound one sound and says how much there was', async () => {
    const { state, ...found } = await audit()
    expect(found).toEqual({
      from: 0,
      height: ROUNDS,
      last: ROUNDS,
      snapshots: 2,
      findings: [],
      chains: 1,
      entries: ROUNDS,
      open: 0,
    })
    expect(state.height).toBe(ROUNDS)
  })

  it('hears of every height', async () => {
    const heights: number[] = []
    await auditLedger(store, LONE, scheme, (height) => heights.push(height))
    expect(heights).toEqual([1, 2, 3, 4, 5])
  })

  it('misses a certificate', async () => {
    await put({ drop: 'records', kind: 'decision', upTo: 2 })
    expect((await audit()).findings[0]).toMatchObject({ fault: 'missing-certificate', place: 'height 1' })
  })

  it('sees a certificate that a quorum did not sign', async () => {
    const { certificate, runs } = await decisionAt(3)
    const { signers, signatures } = certificate.precommits
    const forged = { ...certificate, precommits: { signers, signatures: signatures.map((byte) => byte ^ 1) } }
    await putDecision(3, encodeDecision({ certificate: forged, runs }))
    const { findings, height } = await audit()
    expect(findings[0]).toMatchObject({ fault: 'unsigned-certificate', place: 'height 3' })
    expect(height).toBe(2)
  })

  it('sees a certificate in the place of another', async () => {
    await putDecision(3, (await store.record('decision', 2)) as Uint8Array)
    expect((await audit()).findings[0]).toMatchObject({ fault: 'unreadable-certificate', place: 'height 3' })
  })

  it('sees bytes that are none', async () => {
    await putDecision(3, Uint8Array.of(1, 2, 3))
    expect((await audit()).findings[0]).toMatchObject({
      fault: 'unreadable-certificate',
      detail: '3 bytes that are no certificate',
    })
  })

  it('sees that a certificate was listed with another cut', async () => {
    const { certificate } = await decisionAt(3)
    await putDecision(3, encodeDecision({ certificate, runs: [] }))
    expect((await audit()).findings[0]).toMatchObject({ fault: 'other-cut', place: 'height 3' })
  })

  it('sees another certificate under those that follow', async () => {
    const { certificate, runs } = await decisionAt(3)
    const value = { ...certificate.value, previous: new Uint8Array(32) }
    await putDecision(3, encodeDecision({ certificate: { ...certificate, value }, runs }))
    expect((await audit()).findings[0]).toMatchObject({ fault: 'broken-succession', place: 'height 3' })
  })

  it('misses an entry, in the round that took it in and in its chain', async () => {
    const { id } = await entryAt(3)
    await put({ drop: 'entry', position: { account: 0, incarnation: 0, seq: 3 }, id })
    expect((await audit()).findings.map(({ fault, place }) => [fault, place])).toEqual([
      ['missing-entries', 'height 3'],
      ['broken-chain', 'account 0, entry 4'],
    ])
  })

  it('misses the last entry, which no later one stands on', async () => {
    const { id } = await entryAt(ROUNDS)
    await put({ drop: 'entry', position: { account: 0, incarnation: 0, seq: ROUNDS }, id })
    expect((await audit()).findings[0]).toMatchObject({ fault: 'missing-entries', place: `height ${ROUNDS}` })
  })

  it('sees a second entry at a place', async () => {
    const { body, ...statement } = await entryAt(2)
    const rival = signEntry({ ...statement, time: 1, body }, opensslSigner(SEED))
    await put({ put: 'entry', entry: rival })
    expect((await audit()).findings).toMatchObject([{ fault: 'forked-chain', place: 'account 0, entry 2' }])
  })

  it('sees bytes that nobody signed', async () => {
    const entry = await entryAt(2)
    const wire = entry.wire.slice()
    wire[wire.length - 1] ^= 1
    await put({ put: 'entry', entry: { ...entry, wire } })
    const faults = (await audit()).findings.map(({ fault }) => fault)
    expect(faults).toEqual(['missing-entries', 'broken-chain'])
  })

  it('sees a snapshot that is not the state', async () => {
    const bytes = (await store.record('snapshot', 2)) as Uint8Array
    await put({ put: 'record', kind: 'snapshot', number: 2, bytes: bytes.slice(0, -1) })
    expect((await audit()).findings).toMatchObject([{ fault: 'other-snapshot', place: 'height 2' }])
  })

  it('sees a genesis that its founder did not sign', async () => {
    const other = { ...LONE, signatures: ['00'.repeat(64)] }
    expect((await auditLedger(store, other, scheme)).findings[0]).toMatchObject({ fault: 'bad-genesis' })
  })

  it('counts what is signed and not decided', async () => {
    const last = await entryAt(ROUNDS)
    const { account, incarnation, id: prev, network, height, certificate, time, body } = last
    const position = { network, account, incarnation, seq: ROUNDS + 1, prev }
    await put({ put: 'entry', entry: signEntry({ ...position, height, certificate, time, body }, opensslSigner(SEED)) })
    expect(await audit()).toMatchObject({ findings: [], entries: ROUNDS + 1, open: 1 })
  })
})
