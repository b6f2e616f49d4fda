import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { examples, run, typeMistakes } from './readme-example.js'
import { packages, paths, ROOT, read } from './repository.js'

/** Every door of the workspace: its packages and the subpaths that they export. */
const names = new Set(
  packages().flatMap(({ manifest }) =>
    Object.keys(Object(manifest.exports)).map((door) => `${manifest.name}${door.slice(1)}`),
  ),
)

async function load(name: string): Promise<unknown> {
  if (!names.has(name)) throw new Error(`${name} is not a package of the workspace`)
  return import(name)
}

const shown = paths()
  .filter((path) => /^((packages|agents)\/[^/]+\/)?README\.md$/.test(path))
  .flatMap((path) => examples(read(path)).map((example) => ({ at: `${path}:${example.line}`, example })))

describe('the examples in the READMEs', () => {
  it.each(shown)('$at prints what it says', async ({ example }) => {
    expect(await run(example, load)).toBe(example.output)
  })

  it('have the types that they use', { timeout: 60_000 }, () => {
    const named = shown.map(({ at, example }) => [`${at.replace(/\W/g, '-')}.ts`, example.program] as const)
    const config = join(ROOT, 'tsconfig.test.json')
    expect(typeMistakes(new Map(named), config)).toEqual([])
    const wrong = "import { wh } from '@jazzgrid/units'\nconst energy: string = wh(1)\nconsole.log(energy)\n"
    expect(typeMistakes(new Map([['wrong.ts', wrong]]), config)).toEqual([expect.stringMatching(/^wrong\.ts\(2\): /)])
  })

  it('are found with the output that follows them', () => {
    const markdown = '# A\n\n```ts\nconsole.log(1)\n```\n\n```text\n1\n```\n\n```ts\nno output, not run\n```\n'
    expect(examples(markdown)).toEqual([{ line: 4, program: 'console.log(1)\n', output: '1\n' }])
  })

  it('fail where they print something else', async () => {
    const example = { line: 1, program: `import { wh } from '@jazzgrid/units'\nconsole.log(wh(2))`, output: '' }
    expect(await run(example, load)).toBe('2\n')
    await expect(run({ ...example, program: `import 'left-pad'` }, load)).rejects.toThrow('left-pad')
  })
})
