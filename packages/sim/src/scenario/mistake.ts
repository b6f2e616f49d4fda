import { CodedError } from '@jazzgrid/units'

/** Where a value was written: a file with line and column (both from 1), or the option that set it. */
export interface Place {
  readonly source: string
  readonly line?: number
  readonly column?: number
}

/** One thing that is wrong in a scenario or in a file that it names. */
export interface Mistake {
  readonly place: Place
  /** The key, with named members by their name: `sites.h1.devices.h1-battery.strategy`. */
  readonly path: string
  /** What was expected and what was found, or what does not fit. */
  readonly problem: string
  /** What to do about it. */
  readonly remedy: string
}

export function formatPlace({ source, line, column }: Place): string {
  return [source, line, column].filter((part) => part !== undefined).join(':')
}

export function formatMistake({ place, path, problem, remedy }: Mistake): string {
  return `${formatPlace(place)}: ${path === '' ? '' : `${path}: `}${problem}${remedy === '' ? '' : `. ${remedy}`}`
}

/** Gathers every mistake, so that a file is mended in one go and not one run at a time. */
export class Mistakes {
  readonly #found = new Map<string, { mistake: Mistake; times: number }>()

  /** A template of a hundred homes repeats its mistake a hundred times; it is one mistake at one place. */
  add(place: Place, path: string, problem: string, remedy = ''): void {
    const key = `${formatPlace(place)}\n${place.line === undefined ? path : ''}\n${problem}`
    const known = this.#found.get(key)
    if (known) known.times++
    else this.#found.set(key, { mistake: { place, path, problem, remedy }, times: 1 })
  }

  get count(): number {
    return this.#found.size
  }

  list(): Mistake[] {
    const mistakes = [...this.#found.values()].map(({ mistake, times }) =>
      times === 1 ? mistake : { ...mistake, path: `${mistake.path} (and ${times - 1} more)` },
    )
    return inFileOrder(mistakes)
  }

  /** @throws ScenarioError where anything was found. */
  check(name: string): void {
    if (this.count > 0) throw new ScenarioError(name, this.list())
  }
}

/** As somebody mends them: file by file in the order in which they came up, each from its top. */
export function inFileOrder(mistakes: readonly Mistake[]): Mistake[] {
  const files = [...new Set(mistakes.map(({ place }) => place.source))]
  const key = ({ place: { source, line = 0, column = 0 } }: Mistake) => [files.indexOf(source), line, column]
  return [...mistakes].sort((a, b) => {
    const [left, right] = [key(a), key(b)]
    return left[0] - right[0] || left[1] - right[1] || left[2] - right[2]
  })
}

/** Lines of a message; whoever wants more reads `mistakes`. */
const SHOWN = 40

/** A scenario that cannot run; the message lists its mistakes, one a line, each with place, path and remedy. */
export class ScenarioError extends CodedError {
  /** All of them. */
  readonly mistakes: readonly Mistake[]

  constructor(name: string, mistakes: readonly Mistake[], code = 'scenario-invalid') {
    const title = mistakes.length === 1 ? '1 mistake' : `${mistakes.length} mistakes`
    const lines = mistakes.slice(0, SHOWN).map((mistake) => `  ${formatMistake(mistake)}`)
    if (mistakes.length > SHOWN) lines.push(`  and ${mistakes.length - SHOWN} more`)
    super(code, [`${name}: ${title}`, ...lines].join('\n'), { details: { mistakes } })
    this.name = 'ScenarioError'
    this.mistakes = mistakes
  }
}
