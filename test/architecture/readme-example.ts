import { formatWithOptions } from 'node:util'
import ts from 'typescript'
import { imports } from './program-syntax.js'

/** A program in a README and the output that it says it has. */
export interface Example {
  readonly line: number
  readonly program: string
  readonly output: string
}

/** Blocks of TypeScript that a block of text follows. */
export function examples(markdown: string): Example[] {
  const found: Example[] = []
  for (const match of markdown.matchAll(/```ts\n(.*?)```\s*```text\n(.*?)```/gs)) {
    const line = markdown.slice(0, match.index).split('\n').length + 1
    found.push({ line, program: match[1], output: match[2] })
  }
  return found
}

/**
 * Run a program; what it logs, line by line.
 * @param load gives the module of an import
 */
export async function run({ program }: Example, load: (name: string) => Promise<unknown>): Promise<string> {
  const { outputText } = ts.transpileModule(program, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  })
  const modules = new Map<string, unknown>()
  for (const { from } of imports({ path: 'example.ts', text: program })) modules.set(from, await load(from))
  const logged: string[] = []
  const log = (...values: unknown[]) => logged.push(`${formatWithOptions({ colors: false }, ...values)}\n`)
  const body = new Function('require', 'console', 'exports', `return (async () => {${outputText}\n})()`)
  await body((name: string) => modules.get(name), { log }, {})
  return logged.join('')
}
