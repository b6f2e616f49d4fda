import { type BatchBook, BUY } from '../call/batch-book.js'
import { OrderClass } from './order-class.js'

/** A book with premiums, by classes: within a class only limits differ. Classes stand in the order of their attributes. */
export interface AttributeClasses {
  readonly bids: readonly OrderClass[]
  readonly offers: readonly OrderClass[]
  /** premium[b][o]: what a unit from offer class o is worth to bid class b beyond its limit. */
  readonly premium: readonly (readonly number[])[]
  /** Offer classes without an attribute that anybody pays for everywhere. */
  readonly plain: readonly boolean[]
  /** The class of each order among those of its side, by order index; -1 for an order of quantity 0. */
  readonly classOf: Int32Array
}

/** Renewable premium, local premium, feeder; or for offers 1 if renewable, 0, feeder. NOWHERE where it does not matter. */
type Attributes = readonly [renewable: number, local: number, feeder: number]
const NOWHERE = -1

export function carriesPremium({ count, side, quantity, renewablePremium, localPremium }: BatchBook): boolean {
  if (renewablePremium === undefined && localPremium === undefined) return false
  for (let i = 0; i < count; i++) {
    const premium = Math.max(renewablePremium?.[i] ?? 0, localPremium?.[i] ?? 0)
    if (premium > 0 && side[i] === BUY && quantity[i] > 0) return true
  }
  return false
}

/** Orders that nobody can tell apart go into one class: a feeder counts only where somebody pays for energy from it. */
export function attributeClasses(book: BatchBook): AttributeClasses {
  const wanted = new Set<number>()
  for (let i = 0; i < book.count; i++) {
    const feeder = book.feeder?.[i] ?? NOWHERE
    if (book.side[i] === BUY && feeder >= 0 && (book.localPremium?.[i] ?? 0) > 0) wanted.add(feeder)
  }
  const attributes = (i: number): Attributes => {
    const feeder = book.feeder?.[i] ?? NOWHERE
    if (book.side[i] !== BUY) return [book.renewable?.[i] ?? 0, 0, wanted.has(feeder) ? feeder : NOWHERE]
    const local = feeder >= 0 ? (book.localPremium?.[i] ?? 0) : 0
    return [book.renewablePremium?.[i] ?? 0, local, local > 0 ? feeder : NOWHERE]
  }

  const sides = [new Map<string, [Attributes, number[]]>(), new Map<string, [Attributes, number[]]>()]
  for (let i = 0; i < book.count; i++) {
    if (book.quantity[i] === 0) continue
    const of = attributes(i)
    const classes = sides[book.side[i]]
    const found = classes.get(of.join())
    if (found === undefined) classes.set(of.join(), [of, [i]])
    else found[1].push(i)
  }
  const [bids, offers] = sides.map((classes) => [...classes.values()].sort(([a], [b]) => byAttributes(a, b)))
  const classOf = new Int32Array(book.count).fill(-1)
  for (const side of [bids, offers]) {
    side.forEach(([, members], c) => {
      for (const i of members) classOf[i] = c
    })
  }
  return {
    bids: bids.map(([, members]) => new OrderClass(book, members)),
    offers: offers.map(([, members]) => new OrderClass(book, members)),
    premium: bids.map(([[renewable, local, home]]) =>
      offers.map(([[isRenewable, , feeder]]) => renewable * isRenewable + (home >= 0 && home === feeder ? local : 0)),
    ),
    plain: offers.map(([[isRenewable]]) => isRenewable === 0),
    classOf,
  }
}

function byAttributes(a: Attributes, b: Attributes): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2]
}
