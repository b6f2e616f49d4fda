/** As it stands in the document; a number is a name like any other. */
export type Name = string | number

/** An order of a book document, its decimals as exact integers. */
export interface DocumentOrder {
  readonly id: Name
  readonly participant: Name
  /** The metering point; orders of one site never trade with each other for money. */
  readonly site?: Name
  readonly side: 'buy' | 'sell'
  /** Limit in millionths. */
  readonly price: number
  /** Number of lots, positive. */
  readonly lots: number
}

/** A book that has been read and found sound. */
export interface BookDocument {
  /** In order of arrival. */
  readonly orders: readonly DocumentOrder[]
  /** Size of a lot in millionths; the smallest amount that is ever traded. 1 where the document names none. */
  readonly lot: number
}
