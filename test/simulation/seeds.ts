import { modeOf } from './draw-scenario.js'

/** So many that the test command stays quick; `pnpm soak` runs as many as there is time for. */
const SEEDS = 2_000
const BLOCK = 50

/** Those of the test command that are judged so. */
export const seedsOf = (mode: ReturnType<typeof modeOf>): readonly number[] =>
  Array.from({ length: SEEDS }, (_, seed) => seed).filter((seed) => modeOf(seed) === mode)

/** With the first and the last of each block. */
export const inBlocks = (seeds: readonly number[]): [first: number, last: number, seeds: readonly number[]][] =>
  Array.from({ length: Math.ceil(seeds.length / BLOCK) }, (_, i) => {
    const block = seeds.slice(i * BLOCK, (i + 1) * BLOCK)
    return [block[0], block[block.length - 1], block]
  })
