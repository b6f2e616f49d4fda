import { posix } from 'node:path'
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

/**
 * What the compiler has against the programs, as `<name>(<line>): <message>`; they are checked as a reader would write them.
 * @param programs by a name of their own.
 * @param config the file of compiler options; its folder is where imports are resolved from.
 */
export function typeMistakes(programs: ReadonlyMap<string, string>, config: string): string[] {
  const folder = posix.dirname(config)
  const { config: json } = ts.readConfigFile(config, ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent({ ...json, include: [], files: [] }, ts.sys, folder)
  const texts = new Map([...programs].map(([name, text]) => [posix.join(folder, name), text]))
  const host = ts.createCompilerHost(options)
  const { fileExists, readFile, getSourceFile } = host
  host.fileExists = (path) => texts.has(path) || fileExists(path)
  host.readFile = (path) => texts.get(path) ?? readFile(path)
  host.getSourceFile = (path, language, ...rest) => {
    const text = texts.get(path)
    return text === undefined ? getSourceFile(path, language, ...rest) : ts.createSourceFile(path, text, language)
  }
  const program = ts.createProgram([...texts.keys()], options, host)
  return [...texts.keys()].flatMap((path) => {
    const file = program.getSourceFile(path)
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map((found) => {
      const line = (file?.getLineAndCharacterOfPosition(found.start ?? 0).line ?? 0) + 1
      return `${posix.basename(path)}(${line}): ${ts.flattenDiagnosticMessageText(found.messageText, ' ')}`
    })
  })
}
