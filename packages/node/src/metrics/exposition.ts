/** One family of samples: its name without the prefix, with the unit at its end; a counter ends in `_total`. */
export interface Metric {
  readonly name: string
  readonly kind: 'counter' | 'gauge'
  readonly what: string
  readonly samples: readonly Sample[]
}

export interface Sample {
  readonly labels?: Readonly<Record<string, string>>
  /** undefined: not known now, so there is no sample. */
  readonly value: number | undefined
}

/** Prometheus text, version 0.0.4. */
export function exposition(metrics: readonly Metric[]): string {
  const lines: string[] = []
  for (const { name, kind, what, samples } of metrics) {
    const full = `jazzgrid_${name}`
    const known = samples.filter(({ value }) => value !== undefined)
    if (known.length === 0) continue
    lines.push(`# HELP ${full} ${what.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}`, `# TYPE ${full} ${kind}`)
    for (const { labels = {}, value } of known) lines.push(`${full}${labelText(labels)} ${number(value!)}`)
  }
  return `${lines.join('\n')}\n`
}

function labelText(labels: Readonly<Record<string, string>>): string {
  const parts = Object.entries(labels).map(([key, value]) => `${key}="${escaped(value)}"`)
  return parts.length === 0 ? '' : `{${parts.join(',')}}`
}

const escaped = (value: string): string => value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')

const number = (value: number): string => (Number.isNaN(value) ? 'NaN' : String(value).replace('Infinity', 'Inf'))
