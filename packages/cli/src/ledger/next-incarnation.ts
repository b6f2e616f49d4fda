import { type Genesis, networkOf, restorePeer } from '@jazzgrid/consensus'
import { type LedgerStore, NO_ENTRY, type SignatureScheme, type Signer, signEntry } from '@jazzgrid/ledger'
import { CodedError } from '@jazzgrid/units'

/**
 * Begin the next incarnation of an account on a ledger that may have forgotten what it signed: what it writes from now on
 * stands in no place where something may stand already. @returns its number. Throws CodedError `not-a-member`.
 */
export async function beginAnew(
  store: LedgerStore,
  genesis: Genesis,
  { scheme, signer, now }: { readonly scheme: SignatureScheme; readonly signer: Signer; readonly now: number },
): Promise<number> {
  const { state, replica } = await restorePeer(store, genesis, scheme)
  const key = Buffer.from(signer.key).toString('hex')
  const account = state.members.findIndex((member) => member.key === key)
  if (account < 0)
    throw new CodedError('not-a-member', `The key of this backup belongs to no member of ${genesis.name}.`)
  const incarnation = (replica.tip(account)?.incarnation ?? 0) + 1
  const entry = signEntry(
    {
      network: networkOf(genesis),
      account,
      incarnation,
      seq: 1,
      prev: NO_ENTRY,
      height: state.height,
      certificate: new Uint8Array(Buffer.from(state.certificate.slice(0, 16), 'hex')),
      time: now,
      body: { kind: 'reincarnate' },
    },
    signer,
  )
  await store.write([{ put: 'entry', entry }], 'synced')
  return incarnation
}
