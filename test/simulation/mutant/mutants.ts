import type { Change } from '../bundle/simulation-bundle.js'

const change = (file: string, find: string, put: string): Change => ({ file: `packages/${file}`, find, put })

const VALIDATORS = 'consensus/src/validators/validator-set.ts'
const RULES = 'consensus/src/seal/seal-rules.ts'
const SITTING = 'consensus/src/seal/voting/sitting.ts'
const SYNC = 'consensus/src/peer/sync/sync-desk.ts'
const ANSWERS = 'consensus/src/peer/sync/answer-desk.ts'
const HOST = 'node/src/host/peer-host.ts'
const ENTRY = 'ledger/src/entry/entry-codec.ts'
const REPLICA = 'ledger/src/replica/replica.ts'
const CBOR = 'ledger/src/cbor/cbor-reader.ts'
const HALF = 'Math.max(Math.floor(this.quorum / 2), this.faults) + 1'
const CERTIFICATE_SENT = "    this.#bench.emit({ kind: 'send', wire: dispatch.wire })\n"

/** What a tired hand may do to the rules, one thing at a time. */
export const MUTANTS = {
  't = 1': [change(VALIDATORS, HALF, '1')],
  't one higher': [change(VALIDATORS, HALF, 'Math.floor(this.quorum / 2) + 2')],
  'quorum n/2+1': [change(VALIDATORS, 'Math.floor((2 * n) / 3) + 1', 'Math.floor(n / 2) + 1')],
  'no lock': [change(RULES, 'lock === undefined || lock.name === name ||', 'true || lock?.name === name ||')],
  'no prevote proof': [change(RULES, 'carriesProof: true', 'carriesProof: false')],
  'no vote relay': [change(ANSWERS, 'this.#keeper.missing(ask.summary)', '[]')],
  'no certificate gossip': [change(SITTING, CERTIFICATE_SENT, '')],
  'no certificate passed on': [
    change(SITTING, CERTIFICATE_SENT, ''),
    change(
      SYNC,
      'if (standing.height > height) this.#wantDecisions(neighbour, now)',
      'if (height < 0) this.#wantDecisions(neighbour, now)',
    ),
  ],
  'vote not persisted before sending': [change(HOST, "effect.durability === 'synced'", 'this.#network.length === 0')],
  'deadline test applied to re-proposals': [
    change(RULES, 'isJudgedByClock: ({ validRound }) => validRound === null', 'isJudgedByClock: () => true'),
  ],
  'id that includes the signature': [
    change(
      ENTRY,
      'id: idOf(headOfContent(content, bodyValue)),',
      'id: idOf(wire), head: idOf(headOfContent(content, bodyValue)),',
    ),
    change(REPLICA, '#isSigned({ id, signature }: Entry', '#isSigned({ head: id, signature }: Entry'),
  ],
  // a head that is cut out of the bytes is signed in one way only: it takes both to let other bytes through
  'lenient CBOR': [
    change(CBOR, 'return argument < FIRST_OF_SIZE[size] ? -1 : argument', 'return argument'),
    change(ENTRY, 'idOf(headOfContent(content, bodyValue))', 'idOf(signedHead(items, bodyValue))'),
  ],
} satisfies Record<string, readonly Change[]>

export type MutantName = keyof typeof MUTANTS
