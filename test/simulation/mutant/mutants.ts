/** One thing made wrong in the source: every text to find must stand in the file exactly once. */
export interface Mutant {
  readonly name: string
  readonly file: string
  readonly changes: readonly (readonly [find: string, put: string])[]
}

const seal = 'packages/consensus/src/seal'

/** What a tired hand may do to the rules, one at a time. */
export const MUTANTS: readonly Mutant[] = [
  {
    name: 't = 1',
    file: 'packages/consensus/src/validators/validator-set.ts',
    changes: [['this.support = Math.max(Math.floor(this.quorum / 2), this.faults) + 1', 'this.support = 1']],
  },
  {
    name: 't one higher',
    file: 'packages/consensus/src/validators/validator-set.ts',
    changes: [['Math.max(Math.floor(this.quorum / 2), this.faults) + 1', 'Math.floor(this.quorum / 2) + 2']],
  },
  {
    name: 'quorum n/2+1',
    file: 'packages/consensus/src/validators/validator-set.ts',
    changes: [['Math.floor((2 * n) / 3) + 1', 'Math.floor(n / 2) + 1']],
  },
  {
    name: 'no lock',
    file: `${seal}/seal-rules.ts`,
    changes: [
      [
        'lock === undefined || lock.name === name || (validRound !== null && lock.round <= validRound),',
        'true || name === String(validRound) || lock === undefined,',
      ],
    ],
  },
  {
    name: 'no prevote proof',
    file: `${seal}/seal-rules.ts`,
    changes: [['carriesProof: true', 'carriesProof: false']],
  },
  {
    name: 'no vote relay',
    file: 'packages/consensus/src/peer/sync-desk.ts',
    changes: [['if (messages.length > 0) this.#send', 'if (messages.length < 0) this.#send']],
  },
  {
    name: 'no certificate gossip',
    file: `${seal}/voting/sitting.ts`,
    changes: [["    this.#bench.emit({ kind: 'send', wire: dispatch.wire })\n", '']],
  },
  {
    name: 'vote not persisted before sending',
    file: 'packages/node/src/host/peer-host.ts',
    changes: [
      [
        "effect.kind === 'store' && effect.durability === 'synced'",
        "effect.kind === 'store' && effect.durability === 'never'",
      ],
    ],
  },
  {
    name: 'deadline test applied to re-proposals',
    file: `${seal}/seal-rules.ts`,
    changes: [['isJudgedByClock: ({ validRound }) => validRound === null', 'isJudgedByClock: () => true']],
  },
  {
    name: 'id that includes the signature',
    file: 'packages/ledger/src/entry/entry-codec.ts',
    changes: [
      ['    id: idOf(signedHead(items, bodyValue)),', '    id: idOf(wire),'],
      ['return { head: signedHead', 'return { head: signedHead'],
    ],
  },
  {
    name: 'lenient CBOR',
    file: 'packages/ledger/src/cbor/canonical-cbor.ts',
    changes: [
      ['  if (!isPlain(bytes)) return undefined\n', ''],
      ['decode(bytes, STRICT)', 'decode(bytes, { ...STRICT, strict: false })'],
      ['return sameBytes(encodeCanonical(value), bytes) ? value : undefined', 'return value'],
    ],
  },
]
