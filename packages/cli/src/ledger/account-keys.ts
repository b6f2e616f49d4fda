import type { Member } from '@jazzgrid/consensus'

/** Which key an account signed with when: keys change with certificates. */
export class AccountKeys {
  readonly #keys = new Map<number, { readonly since: number; readonly key: Uint8Array }[]>()
  #seen: readonly Member[] | undefined

  /** The members after a height. */
  note(members: readonly Member[]): void {
    if (members === this.#seen) return
    this.#seen = members
    for (const { account, since, key } of members) {
      const known = this.#keys.get(account) ?? []
      if (known.at(-1)?.since === since) continue
      known.push({ since, key: new Uint8Array(Buffer.from(key, 'hex')) })
      this.#keys.set(account, known)
    }
  }

  /** The key of an entry by the newest certificate that its author knew. */
  at({ account, height }: { readonly account: number; readonly height: number }): Uint8Array | undefined {
    const known = this.#keys.get(account)
    return (known?.findLast(({ since }) => since <= height) ?? known?.[0])?.key
  }
}
