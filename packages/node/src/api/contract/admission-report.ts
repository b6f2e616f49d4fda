/** Who is invited, as what, and for how long. */
export interface InvitationWish {
  readonly role: 'validator' | 'member' | 'light'
  readonly feeder?: number
  /** From now on, on the wall. */
  readonly lifetime_ms: number
  /** Where strangers find the node, `http://host:port`; as the config says if left out. */
  readonly doors?: readonly string[]
}

/** A new invitation. Whoever has the text may use it; it is not shown again. */
export interface NewInvitation {
  readonly schema: 'jazzgrid/invitation@1'
  readonly name: string
  /** `jazzgrid:...` */
  readonly invitation: string
  readonly role: string
  readonly expires_wall_ms: number
  readonly doors: readonly string[]
}

export interface InvitationReport {
  readonly name: string
  readonly role: string
  readonly expires_wall_ms: number
  /** Key of who came with it, hex. */
  readonly taken_by: string | null
}

export interface Invitations {
  readonly schema: 'jazzgrid/invitations@1'
  readonly invitations: readonly InvitationReport[]
}

export interface ApprovalWish {
  readonly account: number
  /** Beginning of the key, where several are proposed for the account. */
  readonly key?: string
}

/** `cast-before`: this node had voted for it already. */
export interface Approval {
  readonly schema: 'jazzgrid/approval@1'
  readonly account: number
  readonly outcome: 'cast' | 'cast-before'
}
