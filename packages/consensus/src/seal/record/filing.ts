import type { Statement } from '../message.js'
import type { Verdict } from '../seal-step.js'

/** What became of a statement that was put on record. */
export interface Filing {
  readonly verdict: Exclude<Verdict, 'invalid'>
  /** Another statement of the same validator at the same place: the two convict it. */
  readonly against?: Statement
}
