/** Where a series is wrong: at a line of its file, or at a key of what the scenario says about it. */
export type FaultPlace = { readonly line: number } | { readonly key: string }

/** The first thing that keeps a series from being read; the caller turns it into a mistake of the scenario. */
export class SeriesFault extends Error {
  readonly place: FaultPlace
  readonly remedy: string

  constructor(place: FaultPlace, problem: string, remedy: string) {
    super(problem)
    this.name = 'SeriesFault'
    this.place = place
    this.remedy = remedy
  }
}
